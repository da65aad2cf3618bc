package io.eventrouter.cli.records;

/** A topic cannot be read. The message is one line for the user. */
public final class TopicUnreadableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TopicUnreadableException(String message, Throwable cause) {
        super(message, cause);
    }
}
