package io.eventrouter.standalone;

import java.util.LinkedHashMap;
import java.util.Map;

/** A command's own options as settings. Confined to one thread. */
final class Flags {
    private final Map<String, String> values = new LinkedHashMap<>();

    /**
     * Sets a setting.
     *
     * @param value as the user wrote it; null when the option was not given
     */
    Flags set(String setting, String value) {
        if (value != null) values.put(setting, value);
        return this;
    }

    /** By setting name. */
    Map<String, String> values() {
        return values;
    }
}
