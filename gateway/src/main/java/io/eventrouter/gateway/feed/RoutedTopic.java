package io.eventrouter.gateway.feed;

import io.eventrouter.topics.BoundedAdmin;
import io.eventrouter.topics.Lane;
import io.eventrouter.topics.TopicLayout;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/**
 * The routed topic as a gateway found it at its start: which topic it is, and where each partition
 * is read from. Immutable.
 */
public final class RoutedTopic {
    private final String name;
    private final Uuid id;
    private final long[] startOffsets;

    /**
     * @param startOffsets by partition: as many for the express lane, then as many for the shared
     */
    public RoutedTopic(String name, Uuid id, long[] startOffsets) {
        this.name = name;
        this.id = id;
        this.startOffsets = startOffsets.clone();
    }

    /**
     * Asks Kafka.
     *
     * @throws io.eventrouter.topics.KafkaUnreachableException when it does not answer in time
     */
    public static RoutedTopic find(BoundedAdmin admin, TopicLayout layout) {
        String name = layout.names().routed();
        Uuid id =
                admin.ask(a -> a.describeTopics(List.of(name)).topicNameValues().get(name))
                        .topicId();
        var latest = new HashMap<TopicPartition, OffsetSpec>();
        for (Lane lane : Lane.values())
            for (TopicPartition partition : layout.routedPartitions(lane))
                latest.put(partition, OffsetSpec.latest());
        var committed = new ListOffsetsOptions(IsolationLevel.READ_COMMITTED);
        var startOffsets = new long[latest.size()];
        admin.ask(a -> a.listOffsets(latest, committed).all())
                .forEach((partition, end) -> startOffsets[partition.partition()] = end.offset());
        return new RoutedTopic(name, id, startOffsets);
    }

    /** Kafka's own id, another one when a topic is made anew under the same name. */
    public Uuid id() {
        return id;
    }

    /** How many partitions it has, of both lanes. */
    public int partitions() {
        return startOffsets.length;
    }

    /** By partition. */
    public long[] startOffsets() {
        return startOffsets.clone();
    }

    Map<TopicPartition, Long> startOffsets(Lane lane) {
        int perLane = startOffsets.length / Lane.values().length;
        var offsets = new HashMap<TopicPartition, Long>();
        for (int source = 0; source < perLane; source++) {
            int partition = lane.routedPartition(source, perLane);
            offsets.put(new TopicPartition(name, partition), startOffsets[partition]);
        }
        return Map.copyOf(offsets);
    }
}
