package io.eventrouter.cli;

import io.eventrouter.cli.client.ClientSettings;
import io.eventrouter.cli.client.Disconnection;
import io.eventrouter.cli.client.EventClient;
import io.eventrouter.cli.client.FullJitter;
import io.eventrouter.cli.client.ReceivedEvent;
import io.eventrouter.cli.client.ReconnectPolicy;
import io.eventrouter.cli.client.Start;
import io.eventrouter.cli.client.Subscription;
import io.eventrouter.cli.publish.Reasons;
import io.eventrouter.cli.tail.CursorFile;
import io.eventrouter.cli.tail.EventLine;
import io.eventrouter.cli.tail.JsonLine;
import io.eventrouter.cli.tail.TailPrinter;
import io.eventrouter.cli.text.Palette;
import io.eventrouter.cli.text.Terminal;
import io.eventrouter.cli.text.TerminalText;
import io.eventrouter.event.ChannelPattern;
import io.eventrouter.event.InvalidEventException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tail}: events as they come, until it is stopped. */
@Command(
        name = "tail",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = ProductVersion.class,
        description = {
            "Shows events as a gateway delivers them, one on each line: time, delay, level, channel,"
                    + " data.",
            "",
            "When the connection is lost it says so, comes back, and shows what was sent"
                    + " meanwhile; what cannot be shown any more is reported. Ctrl-C ends it, and"
                    + " it says at which cursor."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Stopped by Ctrl-C, SIGTERM or --count, or the gateway said good-bye.",
            "1:The gateway refused, or does not speak the protocol.",
            "2:The command line cannot be used."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tail",
            "  tail --channel 'orders.>' --channel alerts --min-priority high",
            "  tail --json --count 100 | jq .data",
            "  tail --since 5m",
            "  tail --cursor-file orders.cursor --channel 'orders.>'"
        })
public final class TailCommand implements Callable<Integer> {
    @Spec private CommandSpec command;

    @Mixin private GatewayOptions gateway;

    @Option(
            names = {"-c", "--channel"},
            paramLabel = "PATTERN",
            description =
                    "A channel, in which * stands for one token and a last > for one or more."
                            + " May be repeated; all channels by default.")
    private List<String> channels = List.of(">");

    @Option(
            names = {"-p", "--min-priority"},
            paramLabel = "LEVEL",
            description = "Leaves out events that are less urgent.")
    private String minPriority;

    @ArgGroup private Beginning beginning = new Beginning();

    /** Where it begins: at most one of them. */
    static final class Beginning {
        @Option(
                names = "--from",
                paramLabel = "CURSOR",
                description =
                        "Begins at a cursor that an earlier tail named, or at the oldest event"
                                + " that is kept: earliest.")
        private String from;

        @Option(
                names = "--since",
                paramLabel = "TIME",
                description = "Begins with what was published since then: " + Times.FORMS + ".")
        private String since;
    }

    @Option(
            names = "--cursor-file",
            paramLabel = "FILE",
            description =
                    "Keeps in that file how far it has come, and goes on there the next time."
                            + " --from and --since count as long as there is no such file.")
    private Path cursorFile;

    @Option(
            names = "--ack",
            description =
                    "Acknowledges each event that was shown; the gateway sends again what is not,"
                            + " where its level is one of those that are to be acknowledged.")
    private boolean ack;

    @Option(names = "--json", description = "Prints each event's JSON as it is, on one line.")
    private boolean json;

    @Option(
            names = {"-n", "--count"},
            paramLabel = "N",
            description = "Ends after that many events.")
    private Long count;

    @Override
    public Integer call() {
        if (count != null && count < 1) throw usage("--count " + count + ": 1 or more is allowed");
        Start first = start();
        Optional<CursorFile> kept = Optional.ofNullable(cursorFile).map(f -> open(f, first));
        Start start = kept.map(CursorFile::start).orElse(first);
        List<Subscription> subscriptions =
                channels.stream()
                        .map(this::pattern)
                        .distinct()
                        .map(p -> new Subscription(p, Optional.ofNullable(minPriority), start, ack))
                        .toList();
        List<String> seen = kept.map(CursorFile::seen).orElse(List.of());
        return tail(gateway.settings(subscriptions, reconnect(), seen), kept);
    }

    private CursorFile open(Path file, Start first) {
        try {
            return CursorFile.open(file, first);
        } catch (IOException e) {
            throw usage("--cursor-file " + file + ": " + Reasons.of(e));
        }
    }

    private Start start() {
        if (beginning.since != null)
            return new Start.At(Times.option(command, "--since", beginning.since, Instant.now()));
        if (beginning.from == null) return Start.NOW;
        if (beginning.from.isBlank()) throw usage("--from: a cursor, or earliest, is allowed");
        return beginning.from.equals("earliest")
                ? new Start.Earliest()
                : new Start.AtCursor(beginning.from.strip());
    }

    /** Somebody watches: they should not wait for long once the gateway is back. */
    private static ReconnectPolicy reconnect() {
        return new FullJitter(
                Duration.ofMillis(500), Duration.ofSeconds(10), new SplittableRandom());
    }

    private ChannelPattern pattern(String text) {
        try {
            return new ChannelPattern(text);
        } catch (InvalidEventException e) {
            throw usage("--channel: " + Reasons.withoutAttribute(e));
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(command.commandLine(), message);
    }

    private int tail(ClientSettings settings, Optional<CursorFile> kept) {
        var printer =
                new TailPrinter(
                        settings.url().toString(),
                        line(),
                        count == null ? Long.MAX_VALUE : count,
                        command.commandLine().getOut(),
                        command.commandLine().getErr(),
                        kept);
        try (var client = new EventClient(settings, printer)) {
            CompletableFuture<Void> unused = printer.enough().thenRun(client::close);
            return OrderlyStop.run(
                    () -> {
                        client.start();
                        Disconnection why = client.ended().join();
                        keep(printer, kept);
                        return exitCode(why);
                    },
                    client::close);
        }
    }

    private void keep(TailPrinter printer, Optional<CursorFile> kept) {
        PrintWriter err = command.commandLine().getErr();
        try {
            if (kept.isPresent()) kept.get().save();
            else
                printer.cursor()
                        .ifPresent(cursor -> err.println(TerminalText.escape("--from " + cursor)));
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCodes.FAILED, "the cursor cannot be kept: " + Reasons.of(e));
        } finally {
            err.flush();
        }
    }

    private Function<ReceivedEvent, String> line() {
        if (json) return event -> JsonLine.of(event.json());
        int columns = Terminal.isOutput() ? command.usageMessage().width() : 0;
        var line = new EventLine(Palette.automatic(), columns, ZoneId.systemDefault());
        return event -> line.of(event, Instant.now());
    }

    private static int exitCode(Disconnection why) {
        if (why instanceof Disconnection.Left) return ExitCodes.OK;
        if (why instanceof Disconnection.Closed closed && closed.code() == 1000)
            return ExitCodes.OK;
        throw new CommandFailure(ExitCodes.FAILED, why.description() + hint(why));
    }

    private static String hint(Disconnection why) {
        boolean wrongPlace =
                why instanceof Disconnection.Refused refused
                        && (refused.status() == 404 || refused.status() < 400);
        return wrongPlace ? "; a gateway's address ends with /ws" : "";
    }
}
