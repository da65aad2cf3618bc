package io.eventrouter.standalone;

/** What the help of all roles says alike. */
final class RoleHelp {
    static final String EXIT_CODES = "%nExit codes:%n";
    static final String OK = "0:Stopped by Ctrl-C or SIGTERM, in good order.";
    static final String FAILED = "1:It could not start, or a part of it failed.";
    static final String USAGE = "2:The command line or a setting cannot be used.";
    static final String EXAMPLES = "%nExamples:%n";

    private RoleHelp() {}
}
