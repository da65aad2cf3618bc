package io.eventrouter.gateway.replay;

import io.eventrouter.topics.Lane;

/**
 * The partitions of one lane in the routed topic: a half of them. Immutable.
 *
 * @param end one more than the last
 */
public record PartitionRange(Lane lane, int begin, int end) {
    /**
     * @param partitions of both lanes
     */
    public static PartitionRange of(Lane lane, int partitions) {
        int perLane = partitions / Lane.values().length;
        int begin = lane.routedPartition(0, perLane);
        return new PartitionRange(lane, begin, begin + perLane);
    }

    boolean contains(int partition) {
        return begin <= partition && partition < end;
    }
}
