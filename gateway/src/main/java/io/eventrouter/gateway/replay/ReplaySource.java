package io.eventrouter.gateway.replay;

import io.eventrouter.event.ChannelPattern;
import io.eventrouter.gateway.feed.RoutedEvent;

/**
 * Events of one lane in the order in which they were routed, as far as partitions go, numbered one
 * by one. Confined to its worker's thread.
 */
public interface ReplaySource {
    /** The number of the first event that is there. */
    long begin();

    /** One more than the number of the last. */
    long end();

    /** The number of the first event from that one on that the pattern matches, or the end. */
    long next(ChannelPattern pattern, long from);

    /** The event of that number, which is there. */
    RoutedEvent get(long number);
}
