package io.eventrouter.cli;

import io.eventrouter.cli.text.Palette;
import io.eventrouter.cli.topiclist.TopicJson;
import io.eventrouter.cli.topiclist.TopicText;
import io.eventrouter.topics.TopicState;
import io.eventrouter.topics.TopicsState;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code topics describe}: where each partition is, and every setting. */
@Command(
        name = "describe",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = ProductVersion.class,
        description = "Shows where the partitions of topics are, and their settings in effect.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:The topics are there.",
            "1:One of them is not; or Kafka cannot be asked.",
            "2:The command line or a setting cannot be used."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  topics describe", "  topics describe events.routed --json"})
final class TopicsDescribeCommand implements Callable<Integer> {
    private final TopicsLook topics;

    @Spec private CommandSpec command;

    @Parameters(arity = "0..*", paramLabel = "TOPIC", description = "All of them by default.")
    private List<String> names = List.of();

    @Option(names = "--json", description = "Prints each as a JSON object on a line.")
    private boolean json;

    @Mixin private SettingsOptions settingsOptions;

    TopicsDescribeCommand() {
        this(TopicsLook.KAFKA);
    }

    TopicsDescribeCommand(TopicsLook topics) {
        this.topics = topics;
    }

    @Override
    public Integer call() {
        TopicsState state = topics.look(settingsOptions.load());
        List<TopicState> chosen =
                names.isEmpty()
                        ? state.topics()
                        : names.stream().map(name -> topic(state, name)).toList();
        PrintWriter out = command.commandLine().getOut();
        var text = new TopicText(Palette.automatic());
        for (TopicState topic : chosen)
            if (json) out.println(TopicJson.describe(topic));
            else text.describe(topic).forEach(out::println);
        out.flush();
        return chosen.stream().allMatch(TopicState::exists) ? ExitCodes.OK : ExitCodes.FAILED;
    }

    private TopicState topic(TopicsState state, String name) {
        return state.topics().stream()
                .filter(t -> t.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                new ParameterException(
                                        command.commandLine(),
                                        name
                                                + " is no topic of this deployment: one of "
                                                + state.topics().stream()
                                                        .map(TopicState::name)
                                                        .collect(Collectors.joining(", "))));
    }
}
