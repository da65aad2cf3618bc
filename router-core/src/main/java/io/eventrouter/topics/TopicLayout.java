package io.eventrouter.topics;

import io.eventrouter.config.InvalidSettingException;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;

/**
 * The topics as they are on the cluster. Immutable.
 *
 * @param partitions P: of each priority topic; the routed topic has twice as many
 */
public record TopicLayout(TopicNames names, int partitions) {
    public TopicLayout {
        if (partitions < 1)
            throw new InvalidSettingException("topics.partitions", partitions, "at least 1");
    }

    /** The lane's partitions of the routed topic, P of them, in order. */
    public List<TopicPartition> routedPartitions(Lane lane) {
        return IntStream.range(0, partitions)
                .mapToObj(p -> new TopicPartition(names.routed(), routedPartition(lane, p)))
                .toList();
    }

    /** All partitions of the priority topics, the most urgent level first. */
    public List<TopicPartition> priorityPartitions() {
        return names.priorityTopics().stream().flatMap(t -> partitionsOf(t).stream()).toList();
    }

    /** The partitions of one priority topic. */
    public List<TopicPartition> partitionsOf(String priorityTopic) {
        return IntStream.range(0, partitions)
                .mapToObj(p -> new TopicPartition(priorityTopic, p))
                .toList();
    }

    /** Where the lane writes the records of that partition of a priority topic. */
    public int routedPartition(Lane lane, int sourcePartition) {
        return lane.routedPartition(sourcePartition, partitions);
    }
}
