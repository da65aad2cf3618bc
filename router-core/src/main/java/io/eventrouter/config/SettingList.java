package io.eventrouter.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/** Settings as a catalogue makes them, in the order in which it does. Filled at class loading. */
final class SettingList {
    private final List<Setting<?>> all = new ArrayList<>();

    List<Setting<?>> all() {
        return Collections.unmodifiableList(all);
    }

    <T> Setting<T> add(
            String name,
            String kind,
            String defaultText,
            String description,
            boolean secret,
            Function<String, T> read) {
        var setting = new Setting<T>(name, kind, defaultText, description, secret, read);
        all.add(setting);
        return setting;
    }

    Setting<String> text(String name, String defaultText, String description) {
        return add(name, "text", defaultText, description, false, String::trim);
    }

    Setting<Integer> integer(String name, String defaultText, String description) {
        return add(name, "integer", defaultText, description, false, ValueText::integer);
    }

    Setting<Double> decimal(String name, String defaultText, String description) {
        return add(name, "number", defaultText, description, false, ValueText::decimal);
    }

    Setting<Long> size(String name, String defaultText, String description) {
        return add(name, "size", defaultText, description, false, ValueText::size);
    }

    Setting<Duration> duration(String name, String defaultText, String description) {
        return add(name, "duration", defaultText, description, false, ValueText::duration);
    }
}
