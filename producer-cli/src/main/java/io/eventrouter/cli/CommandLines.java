package io.eventrouter.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/** How every command line of the product behaves. Stateless. */
public final class CommandLines {
    private CommandLines() {}

    /**
     * A command line around that root command: errors are one line, output is UTF-8 whatever the
     * locale says, {@code @} and quotes in arguments mean nothing.
     *
     * @param root annotated with {@code @Command}, with its subcommands
     */
    public static CommandLine of(Object root) {
        var errors = new OneLineErrors();
        return new CommandLine(root)
                .setExecutionExceptionHandler(errors)
                .setParameterExceptionHandler(errors)
                // DATA may begin with @ or have quotes around it.
                .setExpandAtFiles(false)
                .setUsageHelpAutoWidth(true)
                .setOut(writer(FileDescriptor.out))
                .setErr(writer(FileDescriptor.err));
    }

    private static PrintWriter writer(FileDescriptor descriptor) {
        var bytes = new FileOutputStream(descriptor);
        return new PrintWriter(new OutputStreamWriter(bytes, StandardCharsets.UTF_8), false);
    }
}
