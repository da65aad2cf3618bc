package io.eventrouter.cli;

import picocli.CommandLine.Command;

/** {@code topics}: what there is, and creating what is missing. */
@Command(
        name = "topics",
        mixinStandardHelpOptions = true,
        versionProvider = ProductVersion.class,
        description = {
            "Shows the topics of a deployment, and creates those that are missing.",
            "",
            "Which they are follows from topics.prefix and levels; how they are created from the"
                    + " other topics.* settings."
        },
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:All went well.",
            "1:Topics are missing or do not fit, or Kafka cannot be asked.",
            "2:The command line or a setting cannot be used."
        },
        subcommands = {
            TopicsListCommand.class,
            TopicsDescribeCommand.class,
            TopicsCreateCommand.class
        })
public final class TopicsCommand {}
