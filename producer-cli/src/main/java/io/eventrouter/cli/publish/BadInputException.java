package io.eventrouter.cli.publish;

/** Input that no event can be made of. The message says what is wrong, and how to mend it. */
public final class BadInputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BadInputException(String message) {
        super(message);
    }
}
