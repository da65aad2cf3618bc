package io.eventrouter.cli;

import io.eventrouter.cli.client.ReconnectPolicy;
import io.eventrouter.cli.client.Subscription;
import io.eventrouter.cli.demo.Act;
import io.eventrouter.cli.demo.DemoFailedException;
import io.eventrouter.cli.demo.DemoReport;
import io.eventrouter.cli.demo.Findings;
import io.eventrouter.cli.demo.Performance;
import io.eventrouter.cli.demo.Scene;
import io.eventrouter.cli.publish.KafkaPublishing;
import io.eventrouter.cli.publish.Publishing;
import io.eventrouter.cli.text.Palette;
import io.eventrouter.config.Settings;
import io.eventrouter.event.ChannelPattern;
import io.eventrouter.event.Priorities;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code demo}: a burst with alerts in it, and what a subscriber saw of it. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        versionProvider = ProductVersion.class,
        sortOptions = false,
        description = {
            "Shows what priority does: sends a burst of chat, notifications and status updates with"
                    + " a few critical alerts in it, and reports in which order, and with which"
                    + " delay, a subscriber got them.",
            "",
            "It needs a running event-router (event-router up), and uses channels of its own,"
                    + " demo.RANDOM.…"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Every event arrived.",
            "1:Nothing is running, or some event did not arrive.",
            "2:The command line or a setting cannot be used."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  demo", "  demo --events 20000"})
public final class DemoCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final PublishCommand.Opening opening;

    @Spec private CommandSpec command;

    @Option(
            names = {"-n", "--events"},
            paramLabel = "N",
            defaultValue = "6000",
            description =
                    "How many events the burst has, "
                            + Scene.LEAST_EVENTS
                            + " to "
                            + Scene.MOST_EVENTS
                            + "; ${DEFAULT-VALUE} by default.")
    private int size;

    @Mixin private GatewayOptions gateway;
    @Mixin private SettingsOptions settingsOptions;

    public DemoCommand() {
        this(KafkaPublishing::open);
    }

    DemoCommand(PublishCommand.Opening opening) {
        this.opening = opening;
    }

    @Override
    public Integer call() {
        Settings settings = settingsOptions.load();
        Priorities priorities = settings.levels().priorities();
        String namespace = "demo." + newName();
        List<Act> rehearsal;
        List<Act> acts;
        try {
            rehearsal = scene(Performance.rehearsalOf(namespace), priorities).rehearsal();
            acts = scene(Performance.sceneOf(namespace), priorities).acts(size);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), "--events: " + e.getMessage(), e);
        }
        var everything = new Subscription(new ChannelPattern(namespace + ".>"), Optional.empty());
        var client = gateway.settings(List.of(everything), ReconnectPolicy.NEVER);
        try (var performance = new Performance(client, namespace, rehearsal, acts)) {
            return perform(performance, settings, acts);
        } catch (DemoFailedException e) {
            throw new CommandFailure(ExitCodes.FAILED, e.getMessage());
        }
    }

    private static Scene scene(String namespace, Priorities priorities) {
        return new Scene(namespace, priorities, new SplittableRandom());
    }

    private static String newName() {
        return String.format("%08x", (int) new SplittableRandom().nextLong());
    }

    private int perform(Performance performance, Settings settings, List<Act> acts) {
        performance.seat();
        try (Publishing publishing =
                opening.open(settings, KafkaPublishing.topics(settings).priorityTopics())) {
            performance.rehearse(publishing);
            print(opening(acts), "");
            Findings findings = performance.play(publishing, PATIENCE);
            print(new DemoReport(Palette.automatic()).lines(findings).toArray(String[]::new));
            if (findings.arrived() == findings.sent()) return ExitCodes.OK;
            throw new CommandFailure(ExitCodes.FAILED, missing(findings, performance));
        }
    }

    private static String opening(List<Act> acts) {
        return String.format(Locale.ROOT, "Sending %,d events at once: ", acts.size())
                + acts.stream()
                        .collect(
                                Collectors.groupingBy(
                                        Act::priority, TreeMap::new, Collectors.counting()))
                        .entrySet()
                        .stream()
                        .map(e -> String.format(Locale.ROOT, "%,d %s", e.getValue(), e.getKey()))
                        .collect(Collectors.joining(", "))
                + ".";
    }

    private static String missing(Findings findings, Performance performance) {
        return String.format(
                Locale.ROOT,
                "%,d of %,d events did not arrive (%s)",
                findings.sent() - findings.arrived(),
                findings.sent(),
                performance.reasonOfEnd("waited " + PATIENCE.toSeconds() + " s"));
    }

    private void print(String... lines) {
        PrintWriter out = command.commandLine().getOut();
        for (String line : lines) out.println(line);
        out.flush();
    }
}
