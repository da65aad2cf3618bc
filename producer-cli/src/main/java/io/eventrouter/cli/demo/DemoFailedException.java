package io.eventrouter.cli.demo;

/** A demo could not be given. The message says why, and how to mend it. */
public final class DemoFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DemoFailedException(String message) {
        super(message);
    }
}
