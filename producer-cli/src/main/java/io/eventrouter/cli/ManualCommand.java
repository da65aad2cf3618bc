package io.eventrouter.cli;

import io.eventrouter.cli.manual.ManualPage;
import io.eventrouter.cli.publish.Reasons;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code man}: manual pages. */
@Command(
        name = "man",
        mixinStandardHelpOptions = true,
        versionProvider = ProductVersion.class,
        description =
                "Prints the manual page of a command, or writes all of them into a directory.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:All went well.",
            "1:The directory cannot be written to.",
            "2:The command line cannot be used."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  man publish | man -l -",
            "  man dead-letters replay | man -l -",
            "  man --directory /usr/local/share/man/man1"
        })
public final class ManualCommand implements Callable<Integer> {
    @Spec private CommandSpec command;

    @Parameters(arity = "0..*", paramLabel = "COMMAND", description = "The command.")
    private List<String> names = List.of();

    @Option(
            names = "--directory",
            paramLabel = "DIR",
            description = "Writes the page of every command there, each NAME.1.")
    private Path directory;

    @Override
    public Integer call() {
        CommandLine root = command.root().commandLine();
        if (directory == null) print(find(root));
        else if (names.isEmpty()) write(root);
        else throw usage("give a COMMAND or --directory, not both");
        return ExitCodes.OK;
    }

    private CommandLine find(CommandLine root) {
        CommandLine found = root;
        for (String name : names) {
            CommandLine next = found.getSubcommands().get(name);
            if (next == null)
                throw usage("there is no command " + String.join(" ", names) + "; see --help");
            found = next;
        }
        return found;
    }

    private void print(CommandLine found) {
        PrintWriter out = command.commandLine().getOut();
        out.print(page(found).roff());
        out.flush();
    }

    private void write(CommandLine found) {
        ManualPage page = page(found);
        try {
            Files.createDirectories(directory);
            Files.writeString(directory.resolve(page.name() + ".1"), page.roff());
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCodes.FAILED, directory + " cannot be written to: " + Reasons.of(e));
        }
        found.getSubcommands().values().forEach(this::write);
    }

    private static ManualPage page(CommandLine found) {
        return new ManualPage(found.getCommandSpec(), "event-router " + ProductVersion.number());
    }

    private ParameterException usage(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
