package io.eventrouter.cli;

/** What a command's exit code says; the same for all of them. */
public final class ExitCodes {
    /** All went well. */
    public static final int OK = 0;

    /** It did not work, or not all of it. */
    public static final int FAILED = 1;

    /** The command line or a setting cannot be used; nothing was done. */
    public static final int USAGE = 2;

    private ExitCodes() {}
}
