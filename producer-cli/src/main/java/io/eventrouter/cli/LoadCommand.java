package io.eventrouter.cli;

import io.eventrouter.cli.client.FullJitter;
import io.eventrouter.cli.client.Subscription;
import io.eventrouter.cli.load.LoadFailedException;
import io.eventrouter.cli.load.LoadJson;
import io.eventrouter.cli.load.LoadPlan;
import io.eventrouter.cli.load.LoadReport;
import io.eventrouter.cli.load.LoadRun;
import io.eventrouter.cli.load.LoadText;
import io.eventrouter.cli.load.LoadView;
import io.eventrouter.cli.publish.KafkaPublishing;
import io.eventrouter.cli.publish.Publishing;
import io.eventrouter.cli.text.Palette;
import io.eventrouter.cli.text.Terminal;
import io.eventrouter.config.Settings;
import io.eventrouter.event.ChannelPattern;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code load}: events at a set rate, and how long each took. */
@Command(
        name = "load",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = ProductVersion.class,
        description = {
            "Sends events at a set rate for each level, and reports by level how long Kafka took to"
                    + " acknowledge and a gateway to deliver them, and what was lost.",
            "",
            "The rate is kept whatever becomes of earlier events, and times count from when an"
                    + " event was due: what was held up shows. The channels are load.RANDOM.c0 and"
                    + " so on. Ctrl-C ends it early, with a report."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Every event was sent, acknowledged and, where that is watched, delivered.",
            "1:Some were not, or nothing is running.",
            "2:The command line or a setting cannot be used."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  load",
            "  load --rate critical=50,high=200,low=5000 --duration 1m --size 1KiB",
            "  load --rate normal=20000 --publish-only --json"
        })
public final class LoadCommand implements Callable<Integer> {
    /** What a publisher may be late by, on a busy machine. */
    private static final Duration MARGIN = Duration.ofSeconds(5);

    private final PublishCommand.Opening opening;

    @Spec private CommandSpec command;

    @Mixin private LoadOptions options;

    @Option(
            names = "--publish-only",
            description = "Does not subscribe: only Kafka's acknowledgements are measured.")
    private boolean publishOnly;

    @Option(
            names = "--json",
            description = "Prints the report as one JSON object; progress goes to standard error.")
    private boolean json;

    @Mixin private GatewayOptions gateway;
    @Mixin private SettingsOptions settingsOptions;

    public LoadCommand() {
        this(KafkaPublishing::open);
    }

    LoadCommand(PublishCommand.Opening opening) {
        this.opening = opening;
    }

    @Override
    public Integer call() {
        Settings settings = settingsOptions.load();
        LoadPlan plan = options.read(settings);
        var stop = new AtomicBoolean();
        Duration patience =
                settings.publisher().timeout().plus(plan.patience()).plus(OrderlyStop.PATIENCE);
        return OrderlyStop.run(() -> load(settings, plan, stop), () -> stop.set(true), patience);
    }

    private int load(Settings settings, LoadPlan plan, AtomicBoolean stop) {
        String name = String.format("%08x", (int) new SplittableRandom().nextLong());
        try (var run = new LoadRun(plan, name, !publishOnly, stop::get)) {
            if (!publishOnly) seat(run);
            LoadReport report = send(settings, run);
            print(plan, report);
            return report.isGood() ? ExitCodes.OK : ExitCodes.FAILED;
        } catch (LoadFailedException e) {
            throw new CommandFailure(ExitCodes.FAILED, e.getMessage());
        }
    }

    private void seat(LoadRun run) {
        var everything =
                new Subscription(new ChannelPattern(run.namespace() + ".>"), Optional.empty());
        run.seat(
                gateway.settings(
                        List.of(everything),
                        run.reconnect(FullJitter.standard(new SplittableRandom()))));
    }

    private LoadReport send(Settings settings, LoadRun run) {
        PrintWriter err = command.commandLine().getErr();
        Duration acknowledging = settings.publisher().timeout().plus(MARGIN);
        try (Publishing publishing =
                opening.open(settings, KafkaPublishing.topics(settings).priorityTopics())) {
            LoadView view = LoadView.open(run::report, text(), err, columns());
            try {
                run.send(publishing, acknowledging);
            } finally {
                view.close();
            }
        }
        return run.report();
    }

    /** The last column stays free: some terminals begin a new line after it. */
    private int columns() {
        return Terminal.isError() ? command.usageMessage().width() - 1 : 0;
    }

    private static LoadText text() {
        return new LoadText(Palette.automatic());
    }

    private void print(LoadPlan plan, LoadReport report) {
        PrintWriter out = command.commandLine().getOut();
        if (json) out.println(LoadJson.of(plan, report));
        else text().report(report).forEach(out::println);
        out.flush();
    }
}
