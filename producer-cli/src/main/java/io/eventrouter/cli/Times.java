package io.eventrouter.cli;

import io.eventrouter.config.ValueText;
import java.time.DateTimeException;
import java.time.Instant;

/** Times on the command line. Stateless. */
final class Times {
    /** What is allowed, for help texts. */
    static final String FORMS =
            "a duration back from now, such as 90s or 2h, or a time such as 2026-01-31T12:00:00Z";

    private Times() {}

    /**
     * A time that has passed: how long ago, or when.
     *
     * @throws IllegalArgumentException that says what is allowed
     */
    static Instant since(String text, Instant now) {
        try {
            return text.indexOf('T') > 0
                    ? Instant.parse(text)
                    : now.minus(ValueText.duration(text));
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException(
                    "a duration such as 90s or 2h, or a time such as 2026-01-31T12:00:00Z, is"
                            + " allowed",
                    e);
        }
    }
}
