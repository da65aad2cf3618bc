package io.eventrouter.cli;

/**
 * A command cannot go on. The message is one line for the user: what, where, and how to mend it.
 * Text from elsewhere may be in it as is: it is escaped when it is printed.
 */
public final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    /**
     * @param exitCode see {@link ExitCodes}
     */
    public CommandFailure(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    public int exitCode() {
        return exitCode;
    }
}
