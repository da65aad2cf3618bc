package io.eventrouter.cli.topiclist;

import io.eventrouter.cli.text.Palette;
import io.eventrouter.event.Priority;
import io.eventrouter.topics.TopicState;
import io.eventrouter.topics.TopicState.PartitionState;
import io.eventrouter.topics.TopicsState;
import io.eventrouter.topics.WantedTopic;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/** Topics as lines for people. Immutable. */
public record TopicText(Palette palette) {

    /** A line for each topic, and what is wrong with them. */
    public List<String> list(TopicsState state) {
        var lines = new ArrayList<String>();
        lines.add(palette.faint(row("topic", "partitions", "replicas", "state")));
        for (TopicState topic : state.topics()) lines.add(line(topic));
        state.problems().forEach(problem -> lines.add(palette.bad(problem)));
        return lines;
    }

    private String line(TopicState topic) {
        String line =
                topic.exists()
                        ? row(
                                topic.name(),
                                String.valueOf(topic.partitions().size()),
                                String.valueOf(topic.replication()),
                                condition(topic))
                        : row(topic.name(), "-", "-", topic.visible() ? "missing" : "hidden");
        return topic.level().map(Priority::name).map(l -> palette.level(l, line)).orElse(line);
    }

    /** In one word, or a few. */
    static String condition(TopicState topic) {
        if (topic.partitions().stream().anyMatch(p -> p.leader().isEmpty()))
            return "without a leader";
        if (topic.partitions().stream().anyMatch(PartitionState::isUnderReplicated))
            return "under-replicated";
        return "ok";
    }

    /** Everything that is known of a topic. */
    public List<String> describe(TopicState topic) {
        var lines = new ArrayList<String>();
        lines.add(palette.bold(topic.name()));
        if (!topic.exists()) {
            lines.add(topic.visible() ? "  missing" : "  may not be looked at");
            return lines;
        }
        for (PartitionState p : topic.partitions())
            lines.add(
                    "  partition "
                            + p.partition()
                            + ": leader "
                            + p.leader().map(String::valueOf).orElse("none")
                            + ", replicas "
                            + p.replicas()
                            + ", in sync "
                            + p.inSync());
        new TreeMap<>(topic.config()).forEach((name, v) -> lines.add("  " + name + "=" + v));
        return lines;
    }

    /** What is to be created. */
    public List<String> wanted(List<WantedTopic> topics) {
        var lines = new ArrayList<String>();
        for (WantedTopic topic : topics)
            lines.add(
                    topic.name()
                            + ": "
                            + topic.partitions()
                            + " partitions, "
                            + new TreeMap<>(topic.config()));
        return lines;
    }

    private static String row(String topic, String partitions, String replicas, String state) {
        return String.format(Locale.ROOT, "%-28s %10s %9s  %s", topic, partitions, replicas, state);
    }
}
