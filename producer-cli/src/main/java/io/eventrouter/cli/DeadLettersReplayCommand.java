package io.eventrouter.cli;

import io.eventrouter.cli.letters.KafkaReplaying;
import io.eventrouter.cli.letters.LetterBox;
import io.eventrouter.cli.letters.LetterFilter;
import io.eventrouter.cli.letters.Replay;
import io.eventrouter.cli.letters.Replaying;
import io.eventrouter.cli.publish.StandardInput;
import io.eventrouter.cli.records.RecordRange;
import io.eventrouter.cli.text.Terminal;
import io.eventrouter.config.Settings;
import io.eventrouter.letters.ReplayOrder;
import io.eventrouter.topics.TopicNames;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

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

    @Option(names = "--again", description = "Also what was replayed before.")
    private boolean again;

    @Mixin private ReplayOptions how;
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
        List<RecordRange> ranges = how.ranges(positions);
        Settings settings = settingsOptions.load();
        TopicNames topics = LetterOptions.topics(settings);
        LetterFilter filter = which.read(topics, ofChannel, Instant.now());
        if (all ? !ranges.isEmpty() : ranges.isEmpty() && filter.isAll())
            throw which.usage(
                    all
                            ? "give positions or --all, not both"
                            : "which letters? Give PARTITION:OFFSET, a filter such as --reason, or"
                                    + " --all");
        ReplayOrder order = how.order(topics, again);
        try (LetterBox box = opening.open(settings, topics.deadLetter());
                Replaying kafka = target.open(settings, topics)) {
            int maxBytes = settings.topics().maxEventBytes();
            return how.carryOut(
                    new Replay(box, kafka, topics, filter, ranges, order, maxBytes),
                    confirmation,
                    settings.publisher());
        }
    }
}
