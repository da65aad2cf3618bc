package io.eventrouter.standalone;

import io.eventrouter.cli.CommandLines;
import io.eventrouter.cli.CompletionCommand;
import io.eventrouter.cli.DeadLettersCommand;
import io.eventrouter.cli.DemoCommand;
import io.eventrouter.cli.DoctorCommand;
import io.eventrouter.cli.ExplainCommand;
import io.eventrouter.cli.LoadCommand;
import io.eventrouter.cli.ManualCommand;
import io.eventrouter.cli.ProductVersion;
import io.eventrouter.cli.PublishCommand;
import io.eventrouter.cli.QuietLogging;
import io.eventrouter.cli.ReplayCommand;
import io.eventrouter.cli.TailCommand;
import io.eventrouter.cli.TopicsCommand;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The command {@code event-router}: what the launcher runs. Confined to the main thread. */
@Command(
        name = "event-router",
        mixinStandardHelpOptions = true,
        versionProvider = ProductVersion.class,
        description = "Urgent events first, to thousands of connected users, and none lost.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            UpCommand.class,
            RouterCommand.class,
            GatewayCommand.class,
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
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:All went well; after Ctrl-C and SIGTERM too.",
            "1:Something failed; the last line says what.",
            "2:The command line or a setting cannot be used; nothing was done.",
            "3:The launcher could not build, or found no Java that fits."
        },
        footerHeading = "%nSettings:%n",
        footer = {
            "  They come from a file (--config), over which the environment wins"
                    + " (EVENTROUTER_GATEWAY_PORT for gateway.port), over which --set and the other"
                    + " options win. docs/settings.md lists all of them."
        })
public final class EventRouterMain {
    /** Those that log; the others speak for themselves. */
    private static final Set<String> ROLES = Set.of("up", "router", "gateway");

    private EventRouterMain() {}

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] args) {
        if (args.length == 0 || !ROLES.contains(args[0])) QuietLogging.install();
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return CommandLines.of(new EventRouterMain());
    }
}
