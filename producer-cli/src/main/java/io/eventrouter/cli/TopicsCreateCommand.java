package io.eventrouter.cli;

import io.eventrouter.cli.text.Palette;
import io.eventrouter.cli.topiclist.TopicJson;
import io.eventrouter.cli.topiclist.TopicText;
import io.eventrouter.config.Settings;
import io.eventrouter.topics.TopicLayoutException;
import io.eventrouter.topics.TopicProvisioner;
import io.eventrouter.topics.TopicsState;
import io.eventrouter.topics.WantedTopic;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code topics create}: creates what is missing, as a router would. */
@Command(
        name = "create",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = ProductVersion.class,
        description = {
            "Creates the topics that are missing, as a router does when it starts; for clusters"
                    + " where routers may not. Those that are there stay as they are.",
            "",
            "The settings topics.partitions, topics.replication and topics.retention say how."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:All topics are there and fit together.",
            "1:Some are not: the last line says why.",
            "2:The command line or a setting cannot be used."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  topics create --dry-run",
            "  topics create --kafka kafka-1:9092 --set topics.replication=3"
        })
final class TopicsCreateCommand implements Callable<Integer> {
    private final TopicsLook topics;
    private final Consumer<Settings> creation;

    @Spec private CommandSpec command;

    @Option(names = "--dry-run", description = "Says what it would create, and does nothing.")
    private boolean dryRun;

    @Option(names = "--json", description = "Prints one JSON object on a line.")
    private boolean json;

    @Mixin private SettingsOptions settingsOptions;

    TopicsCreateCommand() {
        this(TopicsLook.KAFKA, TopicProvisioner::ensure);
    }

    TopicsCreateCommand(TopicsLook topics, Consumer<Settings> creation) {
        this.topics = topics;
        this.creation = creation;
    }

    @Override
    public Integer call() {
        // Whoever says create means it.
        Settings settings = settingsOptions.load(Map.of("topics.create", "true"));
        TopicsState state = topics.look(settings);
        if (!state.problems().isEmpty()) throw failure(state.problems());
        if (!dryRun) create(settings);
        print(state.missing());
        return ExitCodes.OK;
    }

    private void create(Settings settings) {
        try {
            creation.accept(settings);
        } catch (TopicLayoutException e) {
            throw failure(e.problems());
        }
    }

    private static CommandFailure failure(List<String> problems) {
        return new CommandFailure(ExitCodes.FAILED, String.join("; ", problems));
    }

    private void print(List<WantedTopic> missing) {
        PrintWriter out = command.commandLine().getOut();
        if (json) out.println(TopicJson.created(dryRun, missing));
        else if (missing.isEmpty()) out.println("All topics are there.");
        else {
            out.println(dryRun ? "would create" : "created");
            new TopicText(Palette.automatic())
                    .wanted(missing)
                    .forEach(line -> out.println("  " + line));
        }
        out.flush();
    }
}
