package io.eventrouter.cli.text;

import java.time.Duration;
import java.util.Locale;

/** Durations as people read them. Stateless. */
public final class Durations {
    private Durations() {}

    /** Such as {@code 3ms}, {@code 1.24s}, {@code 2m05s}, {@code 3h07m}, {@code -12ms}. */
    public static String text(Duration duration) {
        if (duration.isNegative()) return "-" + text(duration.negated());
        long millis = duration.toMillis();
        if (millis < 1_000) return millis + "ms";
        if (millis < 60_000) return format("%.2fs", millis / 1_000.0);
        if (millis < 3_600_000) return format("%dm%02ds", millis / 60_000, millis / 1_000 % 60);
        return format("%dh%02dm", millis / 3_600_000, millis / 60_000 % 60);
    }

    /** Milliseconds with one digit behind the point, such as {@code 12.3 ms}. */
    public static String millis(long nanos) {
        return format("%,.1f ms", nanos / 1e6);
    }

    private static String format(String form, Object... values) {
        return String.format(Locale.ROOT, form, values);
    }
}
