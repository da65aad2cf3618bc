package io.eventrouter.cli;

import io.eventrouter.config.ValueText;
import java.time.DateTimeException;
import java.time.Instant;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Times on the command line. Stateless. */
final class Times {
    /** What is allowed, for help texts. */
    static final String FORMS =
            "a duration back from now, such as 90s or 2h, or a time such as 2026-01-31T12:00:00Z";

    private Times() {}

    /**
     * The time that an option names: how long ago, or when.
     *
     * @throws ParameterException that names the option, the text and what is allowed
     */
    static Instant option(CommandSpec command, String name, String text, Instant now) {
        try {
            return since(text, now);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    command.commandLine(), name + " " + text + ": " + e.getMessage(), e);
        }
    }

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
