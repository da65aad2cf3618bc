package io.eventrouter.cli;

import io.eventrouter.cli.explain.EventSearch;
import io.eventrouter.cli.explain.Explanation;
import io.eventrouter.cli.explain.Explanation.GatewayAnswer;
import io.eventrouter.cli.explain.ExplanationJson;
import io.eventrouter.cli.explain.ExplanationText;
import io.eventrouter.cli.explain.GatewayQuestions;
import io.eventrouter.cli.records.KafkaTopicLog;
import io.eventrouter.cli.records.TopicLog;
import io.eventrouter.config.Settings;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code explain}: where an event is, and what became of it. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = ProductVersion.class,
        description = {
            "Says where an event is: published, routed, a dead letter and why; which gateways sent"
                    + " it to how many sessions, and for how many it was dropped and why.",
            "",
            "It reads all topics from --since on. A gateway remembers the events that it"
                    + " dispatched last, some thousands of them."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:There is such an event.",
            "1:There is none, or the topics cannot be read.",
            "2:The command line or a setting cannot be used."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  explain 5f0c2c9a --since 10m",
            "  explain events.high:3:120",
            "  explain a1 --source /shop --admin http://gw-1:8081 --admin http://gw-2:8081 --json"
        })
public final class ExplainCommand implements Callable<Integer> {
    /** Opens a topic: a seam for tests. */
    @FunctionalInterface
    interface Opening {
        TopicLog open(Settings settings, String topic);
    }

    private final Opening opening;

    @Spec private CommandSpec command;

    @Parameters(
            paramLabel = "ID",
            description =
                    "The event's id; that of a record that was no CloudEvent is"
                            + " TOPIC:PARTITION:OFFSET.")
    private String id;

    @Option(
            names = "--source",
            paramLabel = "URI",
            description = "Only the event of that source: id and source together identify one.")
    private String source;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            defaultValue = "1h",
            description = "How far to look back: " + Times.FORMS + "; ${DEFAULT-VALUE} by default.")
    private String since;

    @Option(
            names = "--admin",
            paramLabel = "URL",
            description =
                    "The admin port of a gateway. May be repeated; by default that of the settings"
                            + " admin.host and admin.port.")
    private List<String> admins = List.of();

    @Option(names = "--json", description = "Prints one JSON object on a line.")
    private boolean json;

    @Mixin private SettingsOptions settingsOptions;

    public ExplainCommand() {
        this(KafkaTopicLog::open);
    }

    ExplainCommand(Opening opening) {
        this.opening = opening;
    }

    @Override
    public Integer call() {
        Settings settings = settingsOptions.load();
        Instant from = Times.option(command, "--since", since, Instant.now());
        List<URI> gateways =
                admins.isEmpty()
                        ? List.of(uri("http://" + host(settings) + ":" + settings.admin().port()))
                        : admins.stream().map(this::uri).toList();
        Optional<String> wanted = Optional.ofNullable(source);
        int maxBytes = settings.topics().maxEventBytes();
        var search = new EventSearch(id, wanted, from, LetterOptions.topics(settings), maxBytes);
        search.run(topic -> opening.open(settings, topic));
        var questions = new GatewayQuestions();
        List<GatewayAnswer> answers =
                gateways.stream().map(g -> questions.ask(g, id, wanted)).toList();
        return print(search.explanation(answers));
    }

    /** An address to listen on is not always one to connect to. */
    private static String host(Settings settings) {
        String host = settings.admin().host();
        if (host.equals("0.0.0.0") || host.equals("::")) return "localhost";
        return host.indexOf(':') < 0 ? host : "[" + host + "]";
    }

    private URI uri(String text) {
        return AdminAddresses.parse(command, text);
    }

    private int print(Explanation event) {
        PrintWriter out = command.commandLine().getOut();
        if (json) out.println(ExplanationJson.of(id, event));
        else if (!event.isEmpty())
            new ExplanationText(ZoneId.systemDefault())
                    .of(event, Instant.now())
                    .forEach(out::println);
        out.flush();
        if (!event.isEmpty()) return ExitCodes.OK;
        throw new CommandFailure(
                ExitCodes.FAILED,
                "there is no trace of that event; --since looks further back than " + since);
    }
}
