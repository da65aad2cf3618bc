package io.eventrouter.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.Optional;

/** When a token expires, and when to ask for the next. Nothing is verified here. Stateless. */
final class TokenExpiry {
    private static final JsonMapper JSON = new JsonMapper();
    static final Duration LEAST_MARGIN = Duration.ofSeconds(5);
    private static final Duration MOST_MARGIN = Duration.ofMinutes(1);
    private static final Duration LEAST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofDays(1);

    private TokenExpiry() {}

    /** What a JSON Web Token says of itself; empty where it is none, or says nothing. */
    static Optional<Instant> of(String token) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) return Optional.empty();
        try {
            return of(JSON.readTree(Base64.getUrlDecoder().decode(parts[1])).path("exp"));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Epoch seconds, or RFC 3339. */
    static Optional<Instant> of(JsonNode time) {
        try {
            if (time.isNumber())
                return Optional.of(Instant.ofEpochMilli((long) (time.doubleValue() * 1_000)));
            if (time.isTextual())
                return Optional.of(OffsetDateTime.parse(time.textValue()).toInstant());
        } catch (DateTimeException e) {
            // said below
        }
        return Optional.empty();
    }

    /**
     * How long to wait before the next is asked for: a tenth of the time before it, at most a
     * minute.
     */
    static Duration pauseBefore(Instant expiry, Instant now) {
        Duration left = Duration.between(now, expiry);
        Duration margin = within(LEAST_MARGIN, left.dividedBy(10), MOST_MARGIN);
        return within(LEAST_PAUSE, left.minus(margin), LONGEST_PAUSE);
    }

    private static Duration within(Duration least, Duration value, Duration most) {
        if (value.compareTo(least) < 0) return least;
        return value.compareTo(most) > 0 ? most : value;
    }
}
