package io.eventrouter.wire;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;

/**
 * Timestamps as CloudEvents writes them (RFC 3339), such as {@code 2026-11-24T08:30:00.25+01:00}.
 *
 * <p>Read by place instead of by {@code java.time.format}, which takes about ten times as long: the
 * router checks the time of every event. Seconds go to 59 (no leap seconds), fractions have 9
 * digits at most, offsets reach 18:00, and the moment is in the years 0000 to 9999 in UTC: what
 * {@code java.time}, and with it the CloudEvents Java SDK, can read. Stateless.
 */
final class Rfc3339 {
    private static final int DATE_TIME_LENGTH = 19;
    private static final int MOST_FRACTION_DIGITS = 9;
    private static final int MOST_OFFSET_SECONDS = 18 * 3600;
    private static final long DAY_SECONDS = 86_400;
    private static final long FIRST_SECOND = LocalDate.of(0, 1, 1).toEpochDay() * DAY_SECONDS;
    private static final long LAST_SECOND =
            LocalDate.of(10_000, 1, 1).toEpochDay() * DAY_SECONDS - 1;

    private Rfc3339() {}

    /** Empty when the text is not of that form. */
    static Optional<Instant> parse(byte[] text) {
        if (text.length <= DATE_TIME_LENGTH || !hasSeparators(text)) return Optional.empty();
        long seconds = localSeconds(text);
        int fractionEnd = fractionEnd(text);
        int offset = offsetSeconds(text, fractionEnd);
        if (seconds == Long.MIN_VALUE || fractionEnd < 0 || offset == Integer.MIN_VALUE)
            return Optional.empty();
        long utc = seconds - offset;
        return utc < FIRST_SECOND || utc > LAST_SECOND
                ? Optional.empty()
                : Optional.of(Instant.ofEpochSecond(utc, nanos(text, fractionEnd)));
    }

    private static boolean hasSeparators(byte[] text) {
        return text[4] == '-'
                && text[7] == '-'
                && (text[10] == 'T' || text[10] == 't')
                && text[13] == ':'
                && text[16] == ':';
    }

    private static long localSeconds(byte[] text) {
        int year = number(text, 0, 4);
        int month = number(text, 5, 7);
        int day = number(text, 8, 10);
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, 19);
        if (year < 0 || month < 1 || month > 12) return Long.MIN_VALUE;
        if (day < 1 || (day > 28 && day > YearMonth.of(year, month).lengthOfMonth()))
            return Long.MIN_VALUE;
        if (!isWithin(hour, 23) || !isWithin(minute, 59) || !isWithin(second, 59))
            return Long.MIN_VALUE;
        long days = LocalDate.of(year, month, day).toEpochDay();
        return days * DAY_SECONDS + hour * 3600L + minute * 60L + second;
    }

    /** Where the offset begins; negative when the fraction is malformed. */
    private static int fractionEnd(byte[] text) {
        if (text[DATE_TIME_LENGTH] != '.') return DATE_TIME_LENGTH;
        int end = DATE_TIME_LENGTH + 1;
        while (end < text.length && isDigit(text[end])) end++;
        int digits = end - DATE_TIME_LENGTH - 1;
        return digits >= 1 && digits <= MOST_FRACTION_DIGITS ? end : -1;
    }

    private static int nanos(byte[] text, int fractionEnd) {
        int nanos = 0;
        for (int i = 0; i < MOST_FRACTION_DIGITS; i++) {
            int at = DATE_TIME_LENGTH + 1 + i;
            nanos = nanos * 10 + (at < fractionEnd ? text[at] - '0' : 0);
        }
        return nanos;
    }

    private static int offsetSeconds(byte[] text, int at) {
        if (at < 0 || at >= text.length) return Integer.MIN_VALUE;
        if (text.length == at + 1 && (text[at] == 'Z' || text[at] == 'z')) return 0;
        boolean numeric =
                text.length == at + 6
                        && (text[at] == '+' || text[at] == '-')
                        && text[at + 3] == ':';
        if (!numeric) return Integer.MIN_VALUE;
        int hours = number(text, at + 1, at + 3);
        int minutes = number(text, at + 4, at + 6);
        if (!isWithin(hours, 18) || !isWithin(minutes, 59)) return Integer.MIN_VALUE;
        int seconds = hours * 3600 + minutes * 60;
        if (seconds > MOST_OFFSET_SECONDS) return Integer.MIN_VALUE;
        return text[at] == '-' ? -seconds : seconds;
    }

    /** Negative when there is anything but digits. */
    private static int number(byte[] text, int start, int end) {
        int value = 0;
        for (int i = start; i < end; i++) {
            if (!isDigit(text[i])) return -1;
            value = value * 10 + text[i] - '0';
        }
        return value;
    }

    private static boolean isWithin(int value, int most) {
        return value >= 0 && value <= most;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }
}
