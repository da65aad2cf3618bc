package io.eventrouter.config;

import java.time.Duration;

/** The checks that settings records share. Stateless. */
final class Ranges {
    private Ranges() {}

    static void within(String setting, long value, long least, long most) {
        if (value < least || value > most)
            throw new InvalidSettingException(
                    setting, value, least + " to " + most + " is allowed");
    }

    static void within(String setting, double value, double least, double most) {
        if (!(value >= least && value <= most))
            throw new InvalidSettingException(
                    setting, value, least + " to " + most + " is allowed");
    }

    static void within(String setting, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0)
            throw new InvalidSettingException(
                    setting,
                    ValueText.text(value),
                    ValueText.text(least) + " to " + ValueText.text(most) + " is allowed");
    }

    static void notBlank(String setting, String value) {
        if (value.isBlank())
            throw new InvalidSettingException(setting, "\"\"", "must not be empty");
    }
}
