package io.eventrouter.standalone;

/** What the process ends with. The launcher adds 3: it could not build, or found no Java. */
final class ExitCodes {
    static final int OK = 0;
    static final int FAILED = 1;
    static final int USAGE = 2;

    private ExitCodes() {}
}
