package io.eventrouter.cli.letters;

/** The dead letters cannot be read, or not as asked. The message is one line for the user. */
public final class DeadLettersException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DeadLettersException(String message) {
        super(message);
    }
}
