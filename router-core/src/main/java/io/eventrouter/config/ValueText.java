package io.eventrouter.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How durations and sizes are written in settings and on the command line. Stateless. */
public final class ValueText {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,12})\\s*(ms|s|m|h|d)");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,12})\\s*(B|KiB|MiB|GiB)?");

    private static final List<String> UNITS = List.of("d", "h", "m", "s");
    private static final List<Long> UNIT_MILLIS = List.of(86_400_000L, 3_600_000L, 60_000L, 1_000L);
    private static final Pattern DECIMAL = Pattern.compile("[+-]?(\\d{1,15})(\\.\\d{1,15})?");

    private ValueText() {}

    /**
     * Reads {@code 250ms}, {@code 30s}, {@code 5m}, {@code 2h}, {@code 7d}, or ISO-8601 ({@code
     * PT5M}).
     *
     * @throws IllegalArgumentException when it is none of those; the message says what is allowed
     */
    public static Duration duration(String text) {
        Matcher matcher = DURATION.matcher(text.trim());
        try {
            if (!matcher.matches()) return notNegative(Duration.parse(text.trim()));
            long amount = Long.parseLong(matcher.group(1));
            return switch (matcher.group(2)) {
                case "ms" -> Duration.ofMillis(amount);
                case "s" -> Duration.ofSeconds(amount);
                case "m" -> Duration.ofMinutes(amount);
                case "h" -> Duration.ofHours(amount);
                default -> Duration.ofDays(amount);
            };
        } catch (DateTimeParseException | ArithmeticException e) {
            throw new IllegalArgumentException(
                    "a duration such as 250ms, 30s, 5m, 2h or 7d is allowed", e);
        }
    }

    private static Duration notNegative(Duration duration) {
        if (duration.isNegative())
            throw new IllegalArgumentException("a duration of 0 or more is allowed");
        return duration;
    }

    /**
     * Reads {@code 4096}, {@code 64KiB}, {@code 1MiB}.
     *
     * @return bytes
     * @throws IllegalArgumentException when it is none of those; the message says what is allowed
     */
    public static long size(String text) {
        Matcher matcher = SIZE.matcher(text.trim());
        if (!matcher.matches())
            throw new IllegalArgumentException("a size such as 4096, 64KiB or 1MiB is allowed");
        long amount = Long.parseLong(matcher.group(1));
        String unit = matcher.group(2) == null ? "B" : matcher.group(2);
        int shift =
                switch (unit) {
                    case "KiB" -> 10;
                    case "MiB" -> 20;
                    case "GiB" -> 30;
                    default -> 0;
                };
        if (amount > Long.MAX_VALUE >> shift)
            throw new IllegalArgumentException("a size below 8 EiB is allowed");
        return amount << shift;
    }

    /** As {@link #duration(String)} reads it, in the largest unit that it is a whole number of. */
    static String text(Duration duration) {
        long millis = duration.toMillis();
        if (!duration.equals(Duration.ofMillis(millis))) return duration.toString();
        for (int i = 0; i < UNITS.size(); i++) {
            long unit = UNIT_MILLIS.get(i);
            if (millis != 0 && millis % unit == 0) return millis / unit + UNITS.get(i);
        }
        return millis == 0 ? "0s" : millis + "ms";
    }

    static int integer(String text) {
        try {
            return Integer.parseInt(text.trim());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("a whole number is allowed", e);
        }
    }

    static double decimal(String text) {
        if (!DECIMAL.matcher(text.trim()).matches())
            throw new IllegalArgumentException("a number such as 1 or 0.5 is allowed");
        return Double.parseDouble(text.trim());
    }

    static boolean truth(String text) {
        return switch (text.trim().toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("true or false is allowed");
        };
    }

    static LogLevel logLevel(String text) {
        try {
            return LogLevel.valueOf(text.trim().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("error, warn, info, debug or trace is allowed", e);
        }
    }

    static Path path(String text) {
        try {
            return Path.of(text.trim());
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("a path is allowed: " + e.getReason(), e);
        }
    }
}
