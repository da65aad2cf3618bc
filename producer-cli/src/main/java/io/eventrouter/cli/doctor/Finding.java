package io.eventrouter.cli.doctor;

import java.util.Optional;

/**
 * One thing that the doctor found. Immutable.
 *
 * @param subject what it is about, such as a topic or an address
 * @param text one sentence, without a full stop
 * @param mend what to do about it: a command, or a sentence
 */
public record Finding(Severity severity, String subject, String text, Optional<String> mend) {
    static Finding good(String subject, String text) {
        return new Finding(Severity.GOOD, subject, text, Optional.empty());
    }

    static Finding note(String subject, String text, String mend) {
        return new Finding(Severity.NOTE, subject, text, Optional.of(mend));
    }

    static Finding warning(String subject, String text, String mend) {
        return new Finding(Severity.WARNING, subject, text, Optional.of(mend));
    }

    static Finding problem(String subject, String text, String mend) {
        return new Finding(Severity.PROBLEM, subject, text, Optional.of(mend));
    }
}
