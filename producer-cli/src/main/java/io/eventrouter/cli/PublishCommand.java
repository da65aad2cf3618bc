package io.eventrouter.cli;

import io.eventrouter.cli.publish.AcknowledgementText;
import io.eventrouter.cli.publish.BadInputException;
import io.eventrouter.cli.publish.BulkPublish;
import io.eventrouter.cli.publish.EventFlags;
import io.eventrouter.cli.publish.Input;
import io.eventrouter.cli.publish.InputEvents;
import io.eventrouter.cli.publish.KafkaPublishing;
import io.eventrouter.cli.publish.LineReader;
import io.eventrouter.cli.publish.Progress;
import io.eventrouter.cli.publish.ProgressOnTerminal;
import io.eventrouter.cli.publish.PublishReport;
import io.eventrouter.cli.publish.Publishing;
import io.eventrouter.cli.publish.Reasons;
import io.eventrouter.cli.publish.StandardInput;
import io.eventrouter.cli.publish.SummaryText;
import io.eventrouter.config.Settings;
import io.eventrouter.event.Event;
import io.eventrouter.event.InvalidEventException;
import io.eventrouter.event.Priorities;
import io.eventrouter.ingest.Acknowledged;
import io.eventrouter.topics.TopicNames;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code publish}: one event, or lines of them, and what Kafka acknowledged. */
@Command(
        name = "publish",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = ProductVersion.class,
        description = {
            "Publishes one event, or JSON lines, and prints what Kafka acknowledged.",
            "",
            "DATA is one event. A file or standard input has one event on each line, in JSON:"
                    + " data, or a whole CloudEvent (recognised by its specversion), for which"
                    + " --channel, --priority, --key, --ttl and --collapse-key are defaults."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Kafka has acknowledged every event.",
            "1:Some event, or all, was not acknowledged.",
            "2:The command line or a setting cannot be used."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  publish --channel orders.eu.42 --priority critical '{\"alert\":\"card stolen\"}'",
            "  publish --channel chat.room1 --ttl 30s 'hello there'",
            "  publish --channel orders.eu --file orders.jsonl",
            "  producer | publish --channel orders.eu --keep-going --json -"
        })
public final class PublishCommand implements Callable<Integer> {
    /** Opens the way to Kafka: a seam for tests. */
    @FunctionalInterface
    interface Opening {
        Publishing open(Settings settings, Collection<String> topics);
    }

    /** A line for the largest event there may be (8 MiB) in base64, and its attributes. */
    private static final int LONGEST_LINE = 12 << 20;

    private final Opening opening;
    private final InputStream standardInput;

    @Spec private CommandSpec command;

    @Mixin private EventOptions eventOptions;
    @Mixin private SettingsOptions settingsOptions;

    @Parameters(
            arity = "0..1",
            paramLabel = "DATA",
            description = "The data of one event; - reads lines from standard input.")
    private String data;

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "Reads lines from a file.")
    private String file;

    @Option(names = "--keep-going", description = "Goes on after lines that fail.")
    private boolean keepGoing;

    @Option(
            names = "--json",
            description =
                    "Prints each acknowledgement as a JSON object on a line; a summary goes to"
                            + " standard error.")
    private boolean json;

    public PublishCommand() {
        this(KafkaPublishing::openTraced, new StandardInput());
    }

    PublishCommand(Opening opening, InputStream standardInput) {
        this.opening = opening;
        this.standardInput = standardInput;
    }

    @Override
    public Integer call() {
        if ((data == null) == (file == null))
            throw usage(
                    data == null
                            ? "nothing to publish: give DATA, --file FILE, or - for standard input"
                            : "give DATA or --file, not both");
        boolean isBulk = file != null || data.equals("-");
        if (isBulk && eventOptions.hasId())
            throw usage("--id is for one event: lines would all have the same");
        Settings settings = settingsOptions.load();
        Priorities priorities = settings.levels().priorities();
        EventFlags flags = eventOptions.read(priorities);
        var events =
                new InputEvents(
                        flags, priorities, Clock.systemUTC(), () -> UUID.randomUUID().toString());
        return isBulk ? bulk(settings, events) : single(settings, events);
    }

    private ParameterException usage(String message) {
        return new ParameterException(command.commandLine(), message);
    }

    private int single(Settings settings, InputEvents events) {
        Event event = event(events);
        TopicNames topics = KafkaPublishing.topics(settings);
        try (Publishing publishing =
                opening.open(settings, List.of(topics.priorityTopic(event.priority())))) {
            Acknowledged acknowledged = publishing.publish(event).join();
            print(
                    json
                            ? AcknowledgementText.json(acknowledged)
                            : AcknowledgementText.plain(acknowledged));
            return ExitCodes.OK;
        } catch (CompletionException e) {
            throw new CommandFailure(ExitCodes.FAILED, "not acknowledged: " + Reasons.of(e));
        }
    }

    private Event event(InputEvents events) {
        if (data.indexOf('\ufffd') >= 0)
            throw usage(
                    "DATA has characters that this locale cannot read: set LC_ALL=C.UTF-8, or give"
                            + " the data through - or --file");
        try {
            return events.ofArgument(data);
        } catch (BadInputException | InvalidEventException e) {
            throw usage(e.getMessage());
        }
    }

    private int bulk(Settings settings, InputEvents events) {
        Input input = input();
        var stop = new AtomicBoolean();
        return OrderlyStop.run(
                () -> bulk(settings, events, input, stop),
                () -> {
                    stop.set(true);
                    input.close();
                },
                settings.publisher().timeout().plus(OrderlyStop.PATIENCE));
    }

    private int bulk(Settings settings, InputEvents events, Input input, AtomicBoolean stop) {
        PublishReport report = publish(settings, events, input, stop);
        if (report.isEmpty())
            throw new CommandFailure(
                    ExitCodes.FAILED, "nothing to publish: " + input.name() + " is empty");
        summary(SummaryText.of(report, settings.levels().priorities()));
        return report.isSuccess() ? ExitCodes.OK : ExitCodes.FAILED;
    }

    private Input input() {
        try {
            return file == null || file.equals("-")
                    ? Input.standard(standardInput)
                    : Input.file(file);
        } catch (BadInputException e) {
            throw new CommandFailure(ExitCodes.FAILED, e.getMessage());
        }
    }

    private PublishReport publish(
            Settings settings, InputEvents events, Input input, AtomicBoolean stop) {
        try (LineReader lines = new LineReader(input.stream(), LONGEST_LINE);
                Publishing publishing =
                        opening.open(settings, KafkaPublishing.topics(settings).priorityTopics());
                Progress progress = ProgressOnTerminal.open(input.size(), columns())) {
            PrintWriter out = command.commandLine().getOut();
            var outcomes = new PrintedOutcomes(out, command.commandLine().getErr(), json, progress);
            return new BulkPublish(events, publishing, outcomes, keepGoing, stop).run(lines);
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCodes.FAILED, input.name() + " cannot be read: " + Reasons.of(e));
        }
    }

    private int columns() {
        return command.usageMessage().width();
    }

    private void summary(String text) {
        PrintWriter to = json ? command.commandLine().getErr() : command.commandLine().getOut();
        to.println(text);
        to.flush();
    }

    private void print(String line) {
        PrintWriter out = command.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
