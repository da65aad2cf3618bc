package io.eventrouter.gateway.feed;

import org.apache.kafka.common.TopicPartition;

/**
 * The routed topic is not the one that was found at start: it ends before what was read of it, and
 * no tail was lost. Positions and cursors mean nothing in it; a process that starts anew finds it.
 */
final class RoutedTopicReplacedException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    RoutedTopicReplacedException(TopicPartition partition, long offset, long end) {
        super(partition + " ends at " + end + ", but was read up to " + offset);
    }
}
