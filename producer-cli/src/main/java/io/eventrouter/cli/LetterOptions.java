package io.eventrouter.cli;

import io.eventrouter.cli.letters.KafkaLetterBox;
import io.eventrouter.cli.letters.LetterBox;
import io.eventrouter.cli.letters.LetterFilter;
import io.eventrouter.cli.publish.KafkaPublishing;
import io.eventrouter.cli.publish.Reasons;
import io.eventrouter.config.Settings;
import io.eventrouter.event.InvalidEventException;
import io.eventrouter.event.Position;
import io.eventrouter.topics.TopicNames;
import io.eventrouter.wire.RejectReason;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Flags that say which dead letters are meant: a mixin. */
final class LetterOptions {
    /** Opens the dead-letter topic: a seam for tests. */
    @FunctionalInterface
    interface Opening {
        LetterBox open(Settings settings, String topic);

        Opening KAFKA = KafkaLetterBox::open;
    }

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description =
                    "Only what was stored since then: a duration back from now, such as 90s or 2h,"
                            + " or a time such as 2026-01-31T12:00:00Z.")
    private String since;

    @Option(
            names = "--reason",
            paramLabel = "REASON",
            description = "Only with that reason, such as bad-channel. May be repeated.")
    private List<String> reasons = List.of();

    @Option(
            names = "--level",
            paramLabel = "LEVEL",
            description = "Only from that level's topic. May be repeated.")
    private List<String> levels = List.of();

    /**
     * The flags, checked.
     *
     * @param channel a pattern, or none
     * @throws ParameterException when one of them cannot be used
     */
    LetterFilter read(TopicNames topics, String channel, Instant now) {
        return new LetterFilter(
                Optional.ofNullable(since).map(text -> Times.option(command, "--since", text, now)),
                reasons(),
                topics(topics),
                Optional.ofNullable(channel));
    }

    private Set<String> reasons() {
        Set<String> known =
                Arrays.stream(RejectReason.values())
                        .map(RejectReason::text)
                        .collect(Collectors.toCollection(TreeSet::new));
        for (String reason : reasons)
            if (!known.contains(reason))
                throw usage("--reason " + reason + ": allowed are " + String.join(", ", known));
        return Set.copyOf(reasons);
    }

    private Set<String> topics(TopicNames topics) {
        var found = new HashSet<String>();
        for (String level : levels)
            try {
                found.add(topics.priorityTopic(topics.priorities().require(level)));
            } catch (InvalidEventException e) {
                throw usage("--level: " + Reasons.withoutAttribute(e));
            }
        return found;
    }

    /**
     * A place in the dead-letter topic.
     *
     * @throws ParameterException when it is not PARTITION:OFFSET
     */
    Position position(String name, String text) {
        try {
            return Position.parse(text);
        } catch (InvalidEventException e) {
            throw usage(name + ": " + Reasons.withoutAttribute(e));
        }
    }

    static TopicNames topics(Settings settings) {
        return KafkaPublishing.topics(settings);
    }

    ParameterException usage(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
