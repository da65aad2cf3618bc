package io.eventrouter.cli;

import io.eventrouter.cli.text.Palette;
import io.eventrouter.cli.topiclist.TopicJson;
import io.eventrouter.cli.topiclist.TopicText;
import io.eventrouter.topics.TopicsState;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code topics list}: a line for each. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = ProductVersion.class,
        description = "Lists the topics, those that are missing among them.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:All topics are there and fit together.",
            "1:Some are missing, or do not fit; or Kafka cannot be asked.",
            "2:The command line or a setting cannot be used."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  topics list", "  topics list --kafka kafka-1:9092 --json"})
final class TopicsListCommand implements Callable<Integer> {
    private final TopicsLook topics;

    @Spec private CommandSpec command;

    @Option(names = "--json", description = "Prints one JSON object on a line.")
    private boolean json;

    @Mixin private SettingsOptions settingsOptions;

    TopicsListCommand() {
        this(TopicsLook.KAFKA);
    }

    TopicsListCommand(TopicsLook topics) {
        this.topics = topics;
    }

    @Override
    public Integer call() {
        TopicsState state = topics.look(settingsOptions.load());
        PrintWriter out = command.commandLine().getOut();
        if (json) out.println(TopicJson.list(state));
        else new TopicText(Palette.automatic()).list(state).forEach(out::println);
        out.flush();
        boolean fit = state.missing().isEmpty() && state.problems().isEmpty();
        return fit ? ExitCodes.OK : ExitCodes.FAILED;
    }
}
