package io.eventrouter.gateway.socket;

import io.eventrouter.gateway.replay.StartFrom;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * Where in the past a client wants to begin, as it writes it: an ISO 8601 duration, an RFC 3339
 * time, or {@code earliest}. Stateless.
 */
final class SinceText {
    /** What a refusal says. */
    static final String ALLOWED =
            "a duration as PT5M, a time as 2026-01-31T10:00:00Z, or earliest is allowed";

    private static final String EARLIEST = "earliest";
    private static final int LONGEST = 64;

    private SinceText() {}

    /** Empty when the text is none of these. */
    static Optional<StartFrom> parse(String text) {
        if (text.equals(EARLIEST)) return Optional.of(new StartFrom.Earliest());
        if (text.isEmpty() || text.length() > LONGEST) return Optional.empty();
        try {
            return text.charAt(0) == 'P'
                    ? ago(Duration.parse(text))
                    : at(OffsetDateTime.parse(text));
        } catch (DateTimeException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    private static Optional<StartFrom> ago(Duration duration) {
        return duration.isNegative()
                ? Optional.empty()
                : Optional.of(new StartFrom.Ago(duration.toMillis()));
    }

    private static Optional<StartFrom> at(OffsetDateTime time) {
        return Optional.of(new StartFrom.Time(time.toInstant().toEpochMilli()));
    }
}
