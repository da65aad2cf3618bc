package io.eventrouter.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import picocli.CommandLine;

/**
 * What a command did: its exit code, and what it printed.
 *
 * @param out standard output
 * @param err standard error
 */
record CliRun(int code, String out, String err) {

    /** Runs a command as the product would. */
    static CliRun of(Object command, String... arguments) {
        return of(CommandLines.of(command), arguments);
    }

    static CliRun of(CommandLine commandLine, String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        int code =
                commandLine
                        .setOut(new PrintWriter(out))
                        .setErr(new PrintWriter(err))
                        .execute(arguments);
        return new CliRun(code, out.toString(), err.toString());
    }

    List<String> outLines() {
        return out.lines().toList();
    }

    List<String> errLines() {
        return err.lines().toList();
    }
}
