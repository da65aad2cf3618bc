package io.eventrouter.config;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How durations and sizes are written in settings and on the command line. Stateless. */
public final class ValueText {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,12})\\s*(ms|s|m|h|d)");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,12})\\s*(B|KiB|MiB|GiB)?");

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
            if (!matcher.matches()) return Duration.parse(text.trim());
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
        return switch (unit) {
            case "KiB" -> amount << 10;
            case "MiB" -> amount << 20;
            case "GiB" -> amount << 30;
            default -> amount;
        };
    }

    static int integer(String text) {
        try {
            return Integer.parseInt(text.trim());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("a whole number is allowed", e);
        }
    }

    static double decimal(String text) {
        try {
            return Double.parseDouble(text.trim());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("a number is allowed", e);
        }
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
}
