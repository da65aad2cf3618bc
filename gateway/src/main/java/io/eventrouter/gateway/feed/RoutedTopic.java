package io.eventrouter.gateway.feed;

import io.eventrouter.topics.Lane;
import java.util.HashMap;
import java.util.Map;
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
     * @param id Kafka's own, another one when a topic is made anew under the same name
     * @param startOffsets by partition: as many for the express lane, then as many for the shared
     */
    public RoutedTopic(String name, Uuid id, long[] startOffsets) {
        this.name = name;
        this.id = id;
        this.startOffsets = startOffsets.clone();
    }

    public Uuid id() {
        return id;
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
