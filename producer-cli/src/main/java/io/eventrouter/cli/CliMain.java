package io.eventrouter.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/**
 * The command line alone, for machines that only publish and watch. The full {@code event-router}
 * (module standalone) has the same commands, and those that run the roles.
 */
@Command(
        name = "event-router",
        mixinStandardHelpOptions = true,
        versionProvider = ProductVersion.class,
        description = "Publishes events to event-router, and shows what it delivers and what not.",
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:All went well.",
            "1:It did not work, or not all of it.",
            "2:The command line or a setting cannot be used."
        },
        footer = {"", "event-router COMMAND --help says more, with examples."},
        subcommands = {
            PublishCommand.class,
            TailCommand.class,
            DemoCommand.class,
            LoadCommand.class,
            ExplainCommand.class,
            ReplayCommand.class,
            DeadLettersCommand.class,
            TopicsCommand.class,
            DoctorCommand.class,
            CompletionCommand.class,
            ManualCommand.class,
            HelpCommand.class
        })
public final class CliMain {
    private CliMain() {}

    public static void main(String[] arguments) {
        QuietLogging.install();
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return CommandLines.of(new CliMain());
    }
}
