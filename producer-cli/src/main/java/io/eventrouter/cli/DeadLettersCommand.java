package io.eventrouter.cli;

import picocli.CommandLine.Command;

/** {@code dead-letters}: what could not be routed. */
@Command(
        name = "dead-letters",
        mixinStandardHelpOptions = true,
        versionProvider = ProductVersion.class,
        description = {
            "Lists, shows and replays what could not be routed.",
            "",
            "A dead letter is named by its place in the dead-letter topic, PARTITION:OFFSET."
                    + " Nothing is ever deleted there but by the topic's retention."
        },
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:All went well.",
            "1:It did not work, or not all of it.",
            "2:The command line or a setting cannot be used."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  dead-letters list --since 1h --reason bad-channel",
            "  dead-letters show 0:17",
            "  dead-letters replay 0:17 --channel orders.eu"
        },
        subcommands = {
            DeadLettersListCommand.class,
            DeadLettersShowCommand.class,
            DeadLettersReplayCommand.class
        })
public final class DeadLettersCommand {}
