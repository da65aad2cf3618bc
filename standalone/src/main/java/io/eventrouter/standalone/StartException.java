package io.eventrouter.standalone;

/**
 * Something could not be started. The message is one line for the person who started it: what is
 * wrong, and how to mend it.
 */
public final class StartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StartException(String message) {
        super(message);
    }

    public StartException(String message, Throwable cause) {
        super(message, cause);
    }
}
