package io.eventrouter.config;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Reads values and makes records of them, and notes every problem rather than the first: a value
 * that cannot be read or that a record refuses is noted, the default takes its place, and the
 * record is made again, so that it can name its next problem. Confined to the thread that loads.
 */
final class SettingReader {
    private final SettingValues values;
    private final List<String> problems;
    private final Set<String> refused = new HashSet<>();

    /**
     * @param problems are added to
     */
    SettingReader(SettingValues values, List<String> problems) {
        this.values = values;
        this.problems = problems;
    }

    /** The record; null once a problem stays although its setting has the default. */
    <T> T part(Supplier<T> record) {
        while (true) {
            try {
                return record.get();
            } catch (InvalidSettingException e) {
                if (!refused.add(e.setting())) return null;
                problems.add(e.getMessage() + values.origin(e.setting()));
            }
        }
    }

    /** Defaults that stand in for refused values are nobody's choice, and are not to be judged. */
    boolean isChosen(Setting<?>... settings) {
        return Stream.of(settings).noneMatch(s -> refused.contains(s.name()));
    }

    int intSize(Setting<Long> setting) {
        long size = value(setting);
        Ranges.within(setting.name(), size, 0, Integer.MAX_VALUE);
        return (int) size;
    }

    <T> T value(Setting<T> setting) {
        Optional<String> text = values.text(setting.name());
        if (text.isEmpty() || refused.contains(setting.name()))
            return setting.read().apply(setting.defaultText());
        try {
            return setting.read().apply(text.get());
        } catch (InvalidSettingException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingException(
                    setting.name(), setting.secret() ? "(secret)" : text.get(), e.getMessage());
        }
    }
}
