package io.eventrouter.cli;

import io.eventrouter.cli.letters.EventBox;
import io.eventrouter.cli.letters.KafkaReplaying;
import io.eventrouter.cli.letters.LetterBox;
import io.eventrouter.cli.letters.LetterFilter;
import io.eventrouter.cli.letters.Replay;
import io.eventrouter.cli.letters.Replaying;
import io.eventrouter.cli.publish.StandardInput;
import io.eventrouter.cli.records.RecordRange;
import io.eventrouter.cli.text.Terminal;
import io.eventrouter.config.Settings;
import io.eventrouter.event.ChannelPattern;
import io.eventrouter.letters.Letter;
import io.eventrouter.letters.ReplayOrder;
import io.eventrouter.topics.TopicNames;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code replay}: publishes events again that are kept in the topics. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = ProductVersion.class,
        description = {
            "Publishes events again and prints what Kafka acknowledged: a range, a time, or some"
                    + " ids of the routed topic, or of that of a level.",
            "",
            "Each goes to the topic and partition that it was published to, as it was, with the"
                    + " time of now, unless told otherwise. It keeps its id, so that a receiver can"
                    + " tell that it comes again; so can a router with router.dedupe-window, and"
                    + " drops it. It says what it is about to do, and asks."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Kafka has acknowledged every event that was meant.",
            "1:Some event stays, or was not acknowledged; or the answer was no.",
            "2:The command line or a setting cannot be used, or nobody can be asked."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  replay --since 10m --of-channel 'orders.>' --dry-run",
            "  replay 7:18446-18500 --channel orders.again --yes",
            "  replay --in high --id a1 --id a2 --to critical"
        })
public final class ReplayCommand implements Callable<Integer> {
    private static final String ROUTED = "routed";

    /** Opens a topic: a seam for tests. */
    @FunctionalInterface
    interface Opening {
        LetterBox open(
                Settings settings, String topic, TopicNames topics, Predicate<Letter> wanted);
    }

    private final Opening opening;
    private final DeadLettersReplayCommand.Target target;
    private final Confirmation confirmation;

    @Parameters(
            arity = "0..*",
            paramLabel = "PARTITION:OFFSET",
            description = "One event, or some: 7:17, 7:17-40. The filters choose among them.")
    private List<String> positions = List.of();

    @Option(
            names = "--in",
            paramLabel = "TOPIC",
            defaultValue = ROUTED,
            description =
                    "Where to look: in the routed topic, or in that of a level;"
                            + " ${DEFAULT-VALUE} by default.")
    private String in;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "Only what was published since then: " + Times.FORMS + ".")
    private String since;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            description = "Only what was published before then: " + Times.FORMS + ".")
    private String until;

    @Option(
            names = "--id",
            paramLabel = "ID",
            description = "Only the event of that id. May be repeated.")
    private Set<String> ids = Set.of();

    @Option(
            names = "--of-channel",
            paramLabel = "PATTERN",
            description =
                    "Only events of such a channel, in which * stands for one token and a last >"
                            + " for one or more.")
    private String ofChannel;

    @Option(
            names = "--level",
            paramLabel = "LEVEL",
            description = "Only events of that level. May be repeated.")
    private List<String> levels = List.of();

    @Mixin private ReplayOptions how;
    @Mixin private SettingsOptions settingsOptions;

    public ReplayCommand() {
        this(
                EventBox::open,
                KafkaReplaying::open,
                new Confirmation(new StandardInput(), Terminal.isInput()));
    }

    ReplayCommand(
            Opening opening, DeadLettersReplayCommand.Target target, Confirmation confirmation) {
        this.opening = opening;
        this.target = target;
        this.confirmation = confirmation;
    }

    @Override
    public Integer call() {
        List<RecordRange> ranges = how.ranges(positions);
        Settings settings = settingsOptions.load();
        TopicNames topics = LetterOptions.topics(settings);
        Instant now = Instant.now();
        LetterFilter filter = filter(topics, now);
        if (ranges.isEmpty() && filter.isAll() && ids.isEmpty() && until == null)
            throw how.usage(
                    "which events? Give PARTITION:OFFSET, or a filter such as --since or --id");
        ReplayOrder order = how.order(topics, true);
        try (LetterBox box = opening.open(settings, topic(topics), topics, wanted(now));
                Replaying kafka = target.open(settings, topics)) {
            int maxBytes = settings.topics().maxEventBytes();
            return how.carryOut(
                    new Replay(box, kafka, topics, filter, ranges, order, maxBytes),
                    confirmation,
                    settings.publisher());
        }
    }

    private String topic(TopicNames topics) {
        return in.equals(ROUTED)
                ? topics.routed()
                : topics.priorityTopic(how.checked("--in", in, topics.priorities()::require));
    }

    private LetterFilter filter(TopicNames topics, Instant now) {
        Optional<ChannelPattern> pattern =
                Optional.ofNullable(ofChannel)
                        .map(c -> how.checked("--of-channel", c, ChannelPattern::new));
        Set<String> of =
                levels.stream()
                        .map(l -> how.checked("--level", l, topics.priorities()::require))
                        .map(topics::priorityTopic)
                        .collect(Collectors.toSet());
        return new LetterFilter(
                Optional.ofNullable(since).map(text -> time("--since", text, now)),
                Set.of(),
                of,
                pattern.map(ChannelPattern::text));
    }

    private Predicate<Letter> wanted(Instant now) {
        Optional<Instant> end = Optional.ofNullable(until).map(text -> time("--until", text, now));
        return event ->
                end.map(event.stored()::isBefore).orElse(true)
                        && (ids.isEmpty() || event.id().map(ids::contains).orElse(false));
    }

    private Instant time(String name, String text, Instant now) {
        return how.time(name, text, now);
    }
}
