package io.eventrouter.cli.load;

/** A load cannot begin; the message is for the user. */
public final class LoadFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LoadFailedException(String message) {
        super(message);
    }
}
