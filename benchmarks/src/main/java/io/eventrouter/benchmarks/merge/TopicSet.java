package io.eventrouter.benchmarks.merge;

import io.eventrouter.topics.TopicNames;
import java.util.Arrays;

/**
 * Priority topics that share a prefix and a routed topic, with the backlog that was published to
 * them. Immutable.
 *
 * @param partitions of each priority topic
 * @param counts events of each level, by rank
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never changed
record TopicSet(TopicNames names, int partitions, long[] counts) {
    long total() {
        return Arrays.stream(counts).sum();
    }

    /** Events of each level in one partition: the publisher deals them out in turn. */
    long[] countsIn(int partition) {
        return Arrays.stream(counts)
                .map(c -> c / partitions + (partition < c % partitions ? 1 : 0))
                .toArray();
    }
}
