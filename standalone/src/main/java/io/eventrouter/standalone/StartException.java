package io.eventrouter.standalone;

import java.net.BindException;

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

    /** A port that could not be opened, as when another program has it. */
    static StartException portRefused(int port, BindException cause, String flag) {
        return new StartException(
                "port "
                        + port
                        + " cannot be opened ("
                        + Reasons.of(cause)
                        + "): stop the program that has it, or choose another with "
                        + flag,
                cause);
    }
}
