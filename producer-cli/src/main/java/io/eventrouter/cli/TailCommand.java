package io.eventrouter.cli;

import io.eventrouter.cli.client.ClientSettings;
import io.eventrouter.cli.client.Disconnection;
import io.eventrouter.cli.client.EventClient;
import io.eventrouter.cli.client.FullJitter;
import io.eventrouter.cli.client.ReceivedEvent;
import io.eventrouter.cli.client.Subscription;
import io.eventrouter.cli.publish.Reasons;
import io.eventrouter.cli.tail.EventLine;
import io.eventrouter.cli.tail.JsonLine;
import io.eventrouter.cli.tail.TailPrinter;
import io.eventrouter.cli.text.Palette;
import io.eventrouter.cli.text.Terminal;
import io.eventrouter.event.ChannelPattern;
import io.eventrouter.event.InvalidEventException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
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
            "When the connection is lost it says so and comes back; what was sent meanwhile is not"
                    + " shown. Ctrl-C ends it."
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
            "  tail --json --count 100 | jq .data"
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
        List<Subscription> subscriptions =
                channels.stream()
                        .map(this::pattern)
                        .distinct()
                        .map(p -> new Subscription(p, Optional.ofNullable(minPriority)))
                        .toList();
        var settings = gateway.settings(subscriptions, FullJitter.standard(new SplittableRandom()));
        return tail(settings);
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

    private int tail(ClientSettings settings) {
        var printer =
                new TailPrinter(
                        settings.url().toString(),
                        line(),
                        count == null ? Long.MAX_VALUE : count,
                        command.commandLine().getOut(),
                        command.commandLine().getErr());
        try (var client = new EventClient(settings, printer)) {
            CompletableFuture<Void> unused = printer.enough().thenRun(client::close);
            return OrderlyStop.run(
                    () -> {
                        client.start();
                        return exitCode(client.ended().join());
                    },
                    client::close);
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
