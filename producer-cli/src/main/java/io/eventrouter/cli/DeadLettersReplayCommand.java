package io.eventrouter.cli;

import io.eventrouter.cli.letters.HeaderEdits;
import io.eventrouter.cli.letters.KafkaReplaying;
import io.eventrouter.cli.letters.LetterBox;
import io.eventrouter.cli.letters.LetterFilter;
import io.eventrouter.cli.letters.LetterJson;
import io.eventrouter.cli.letters.LetterRange;
import io.eventrouter.cli.letters.Replay;
import io.eventrouter.cli.letters.ReplayOrder;
import io.eventrouter.cli.letters.ReplayPlan;
import io.eventrouter.cli.letters.Replaying;
import io.eventrouter.cli.publish.Reasons;
import io.eventrouter.cli.publish.StandardInput;
import io.eventrouter.cli.text.Terminal;
import io.eventrouter.cli.text.TerminalText;
import io.eventrouter.config.Settings;
import io.eventrouter.event.Channel;
import io.eventrouter.event.InvalidEventException;
import io.eventrouter.event.Position;
import io.eventrouter.event.Priority;
import io.eventrouter.topics.TopicNames;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code dead-letters replay}: publishes letters again, mended where that is asked. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = ProductVersion.class,
        description = {
            "Publishes dead letters again and prints what Kafka acknowledged.",
            "",
            "Each goes to the topic and partition it came from, with its key, value and headers"
                    + " and the time of now. What would be a dead letter again stays, and so does"
                    + " what was replayed before. The letters themselves stay where they are."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Kafka has acknowledged every letter that was meant.",
            "1:Some letter stays, or was not acknowledged; or the answer was no.",
            "2:The command line or a setting cannot be used, or nobody can be asked."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  dead-letters replay 0:17 --channel orders.eu",
            "  dead-letters replay 0:17-40 1:3 --to low --yes",
            "  dead-letters replay --reason too-large --since 2h --set event.max-bytes=1MiB"
        })
final class DeadLettersReplayCommand implements Callable<Integer> {
    /** Opens the way back: a seam for tests. */
    @FunctionalInterface
    interface Target {
        Replaying open(Settings settings, TopicNames topics);
    }

    private final LetterOptions.Opening opening;
    private final Target target;
    private final Confirmation confirmation;

    @Spec private CommandSpec command;

    @Parameters(
            arity = "0..*",
            paramLabel = "PARTITION:OFFSET",
            description = "One letter, or some: 0:17, 0:17-40. The filters choose among them.")
    private List<String> positions = List.of();

    @Option(names = "--all", description = "All letters that are kept.")
    private boolean all;

    @Mixin private LetterOptions which;

    @Option(
            names = "--of-channel",
            paramLabel = "PATTERN",
            description =
                    "Only what asks for such a channel, in which * stands for one token and a last"
                            + " > for one or more; what is in the value of a structured event is"
                            + " not looked at.")
    private String ofChannel;

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

    @Option(names = "--force", description = "Also what would be a dead letter again.")
    private boolean force;

    @Option(names = "--again", description = "Also what was replayed before.")
    private boolean again;

    @Option(
            names = {"-y", "--yes"},
            description = "Does not ask.")
    private boolean yes;

    @Option(names = "--json", description = "Prints each as a JSON object on a line.")
    private boolean json;

    @Mixin private SettingsOptions settingsOptions;

    DeadLettersReplayCommand() {
        this(
                LetterOptions.Opening.KAFKA,
                KafkaReplaying::open,
                new Confirmation(new StandardInput(), Terminal.isInput()));
    }

    DeadLettersReplayCommand(
            LetterOptions.Opening opening, Target target, Confirmation confirmation) {
        this.opening = opening;
        this.target = target;
        this.confirmation = confirmation;
    }

    @Override
    public Integer call() {
        List<LetterRange> ranges =
                positions.stream().map(p -> checked(p, LetterRange::parse)).toList();
        Settings settings = settingsOptions.load();
        TopicNames topics = LetterOptions.topics(settings);
        LetterFilter filter = which.read(topics, ofChannel, Instant.now());
        if (all ? !ranges.isEmpty() : ranges.isEmpty() && filter.isAll())
            throw which.usage(
                    all
                            ? "give positions or --all, not both"
                            : "which letters? Give PARTITION:OFFSET, a filter such as --reason, or"
                                    + " --all");
        ReplayOrder order = order(topics);
        try (LetterBox box = opening.open(settings, topics.deadLetter());
                Replaying kafka = target.open(settings, topics)) {
            int maxBytes = settings.topics().maxEventBytes();
            return replay(new Replay(box, kafka, topics, filter, ranges, order, maxBytes));
        }
    }

    private ReplayOrder order(TopicNames topics) {
        Optional<Priority> level =
                Optional.ofNullable(to).map(l -> checked("--to", l, topics.priorities()::require));
        Optional<Channel> named =
                Optional.ofNullable(channel).map(c -> checked("--channel", c, Channel::new));
        try {
            var edits = new HeaderEdits(withoutHeaders, headers).withChannel(named);
            return new ReplayOrder(level, edits, force, again);
        } catch (IllegalArgumentException e) {
            throw which.usage("--header, --without-header: " + e.getMessage());
        }
    }

    private <T> T checked(String text, Function<String, T> reading) {
        return checked(text, text, reading);
    }

    private <T> T checked(String name, String text, Function<String, T> reading) {
        try {
            return reading.apply(text);
        } catch (InvalidEventException e) {
            throw which.usage(name + ": " + Reasons.withoutAttribute(e));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), name + ": " + e.getMessage(), e);
        }
    }

    private int replay(Replay replay) {
        ReplayPlan plan = replay.plan();
        PrintWriter err = command.commandLine().getErr();
        plan.notes().forEach(note -> err.println(TerminalText.escape(note)));
        err.flush();
        if (plan.ready() == 0)
            throw new CommandFailure(
                    ExitCodes.FAILED,
                    plan.blocked() == 0
                            ? "there is no such dead letter"
                            : "nothing to replay: " + plan.blocked() + " stay");
        if (!yes && !confirmation.ask("Replay " + plan.text() + "?", err))
            throw new CommandFailure(ExitCodes.FAILED, "nothing was replayed");
        var stop = new AtomicBoolean();
        return OrderlyStop.run(() -> carryOut(replay, plan, stop), () -> stop.set(true));
    }

    private int carryOut(Replay replay, ReplayPlan plan, AtomicBoolean stop) {
        var count = new AtomicLong();
        Optional<String> failure =
                replay.run(
                        (letter, place) -> {
                            count.incrementAndGet();
                            print(letter, place);
                        },
                        stop::get);
        if (count.get() == plan.ready() && failure.isEmpty())
            return plan.blocked() == 0 ? ExitCodes.OK : ExitCodes.FAILED;
        throw new CommandFailure(
                ExitCodes.FAILED,
                failure.orElse("stopped") + "; " + count + " of " + plan.ready() + " replayed");
    }

    private void print(Position letter, String place) {
        PrintWriter out = command.commandLine().getOut();
        out.println(json ? LetterJson.replayed(letter, place) : letter + "  " + place);
        out.flush();
    }
}
