package io.eventrouter.cli;

import io.eventrouter.cli.letters.LetterJson;
import io.eventrouter.cli.letters.Replay;
import io.eventrouter.cli.letters.ReplayPlan;
import io.eventrouter.cli.publish.Reasons;
import io.eventrouter.cli.records.RecordRange;
import io.eventrouter.cli.text.TerminalText;
import io.eventrouter.config.PublisherSettings;
import io.eventrouter.event.Channel;
import io.eventrouter.event.InvalidEventException;
import io.eventrouter.event.Position;
import io.eventrouter.event.Priority;
import io.eventrouter.letters.HeaderEdits;
import io.eventrouter.letters.ReplayOrder;
import io.eventrouter.topics.TopicNames;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How something is published again, and whether: a mixin, which carries it out too. */
final class ReplayOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--to",
            paramLabel = "LEVEL",
            description = "To that level's topic; by default to the one it came from.")
    private String to;

    @Option(
            names = {"-c", "--channel"},
            paramLabel = "CHANNEL",
            description = "Gives all of them that channel.")
    private String channel;

    @Option(
            names = "--header",
            paramLabel = "NAME=VALUE",
            description = "Gives all of them that header. May be repeated.")
    private Map<String, String> headers = new LinkedHashMap<>();

    @Option(
            names = "--without-header",
            paramLabel = "NAME",
            description = "Leaves out that header. May be repeated.")
    private Set<String> withoutHeaders = Set.of();

    @Option(
            names = "--force",
            description = "Also what would be a dead letter again, or has expired.")
    private boolean force;

    @Option(names = "--dry-run", description = "Says what it would do, and does nothing.")
    private boolean dryRun;

    @Option(
            names = {"-y", "--yes"},
            description = "Does not ask.")
    private boolean yes;

    @Option(names = "--json", description = "Prints each as a JSON object on a line.")
    private boolean json;

    /**
     * The flags, checked.
     *
     * @param again also what was replayed before
     * @throws ParameterException when one of them cannot be used
     */
    ReplayOrder order(TopicNames topics, boolean again) {
        Optional<Priority> level =
                Optional.ofNullable(to).map(l -> checked("--to", l, topics.priorities()::require));
        Optional<Channel> named =
                Optional.ofNullable(channel).map(c -> checked("--channel", c, Channel::new));
        try {
            var edits = new HeaderEdits(withoutHeaders, headers).withChannel(named);
            return new ReplayOrder(level, edits, force, again);
        } catch (IllegalArgumentException e) {
            throw usage("--header, --without-header: " + e.getMessage());
        }
    }

    /**
     * What the text means.
     *
     * @throws ParameterException that begins with the name, when it means nothing
     */
    <T> T checked(String name, String text, Function<String, T> reading) {
        try {
            return reading.apply(text);
        } catch (InvalidEventException e) {
            throw usage(name + ": " + Reasons.withoutAttribute(e));
        } catch (IllegalArgumentException e) {
            throw usage(name + ": " + e.getMessage());
        }
    }

    /**
     * The places that positional arguments name.
     *
     * @throws ParameterException when one of them is none
     */
    List<RecordRange> ranges(List<String> positions) {
        return positions.stream().map(p -> checked(p, p, RecordRange::parse)).toList();
    }

    /**
     * The time that an option names.
     *
     * @throws ParameterException when it is none
     */
    Instant time(String name, String text, Instant now) {
        return Times.option(command, name, text, now);
    }

    ParameterException usage(String message) {
        return new ParameterException(command.commandLine(), message);
    }

    /**
     * Says what it would do, asks, and does it; returns the exit code.
     *
     * @param publisher for how long acknowledgements may take, after a signal too
     */
    int carryOut(Replay replay, Confirmation confirmation, PublisherSettings publisher) {
        ReplayPlan plan = replay.plan();
        PrintWriter err = command.commandLine().getErr();
        plan.notes().forEach(note -> err.println(TerminalText.escape(note)));
        err.flush();
        if (plan.ready() == 0)
            throw new CommandFailure(
                    ExitCodes.FAILED,
                    plan.blocked() == 0
                            ? "there is no such " + plan.noun()
                            : "nothing to replay: " + plan.blocked() + " stay");
        if (dryRun) return show(plan, err);
        if (!yes && !confirmation.ask("Replay " + plan.text() + "?", err))
            throw new CommandFailure(ExitCodes.FAILED, "nothing was replayed");
        var stop = new AtomicBoolean();
        return OrderlyStop.run(
                () -> carryOut(replay, plan, stop),
                () -> stop.set(true),
                publisher.timeout().plus(OrderlyStop.PATIENCE));
    }

    private static int show(ReplayPlan plan, PrintWriter err) {
        err.println(TerminalText.escape("would replay " + plan.text()));
        err.flush();
        return plan.blocked() == 0 ? ExitCodes.OK : ExitCodes.FAILED;
    }

    private int carryOut(Replay replay, ReplayPlan plan, AtomicBoolean stop) {
        var count = new AtomicLong();
        Optional<String> failure =
                replay.run(
                        (letter, place) -> {
                            count.incrementAndGet();
                            print(plan, letter, place);
                        },
                        stop::get);
        if (count.get() == plan.ready() && failure.isEmpty())
            return plan.blocked() == 0 ? ExitCodes.OK : ExitCodes.FAILED;
        throw new CommandFailure(
                ExitCodes.FAILED,
                failure.orElse("stopped") + "; " + count + " of " + plan.ready() + " replayed");
    }

    private void print(ReplayPlan plan, Position at, String place) {
        PrintWriter out = command.commandLine().getOut();
        out.println(json ? LetterJson.replayed(plan.member(), at, place) : at + "  " + place);
        out.flush();
    }
}
