package io.eventrouter.gateway.replay;

import io.eventrouter.event.ChannelPattern;
import io.eventrouter.gateway.feed.RoutedEvent;

/**
 * The latest events of one lane, as they arrived at one worker, up to a number of bytes. The
 * workers of a gateway keep the same event objects, so their rings together take little more than
 * one.
 *
 * <p>Complete: what has arrived in a partition at or after its <em>floor</em> is in it.
 *
 * <p>Confined to its worker's thread.
 */
public final class RecentEvents implements ReplaySource {
    /** Small against the bound, so that little is forgotten at a time. */
    private static final int SEGMENT_EVENTS = 256;

    private static final int SEGMENTS = 32;

    private final Segments segments = new Segments();
    private final PartitionRange partitions;
    private final long[] floor;
    private final long mostBytes;

    /**
     * @param startOffsets where the worker began to read, by partition of the whole topic
     * @param mostBytes passed by one event at most
     */
    public RecentEvents(PartitionRange partitions, long[] startOffsets, long mostBytes) {
        this.partitions = partitions;
        this.mostBytes = mostBytes;
        floor = startOffsets.clone();
    }

    public void add(RoutedEvent event) {
        Segment last = segments.last();
        if (last == null || last.size() == SEGMENT_EVENTS || last.bytes() > mostBytes / SEGMENTS)
            last = segments.append();
        segments.add(last, event);
        while (segments.bytes() > mostBytes) forget(segments.removeFirst());
    }

    private void forget(Segment segment) {
        for (RoutedEvent event : segment.events())
            floor[event.record().position().partition()] = event.record().position().offset() + 1;
    }

    /**
     * Forgets all: offsets were jumped over, and what is in it says nothing of what lies between.
     *
     * @param nextOffset of each partition, what arrives next
     */
    public void clear(PartitionOffsets nextOffset) {
        while (segments.count() > 0) segments.removeFirst();
        for (int p = partitions.begin(); p < partitions.end(); p++) floor[p] = nextOffset.of(p);
    }

    /** Whether it has all that has arrived in its lane at or after those offsets. */
    public boolean covers(long[] next) {
        for (int p = partitions.begin(); p < partitions.end(); p++)
            if (next[p] < floor[p]) return false;
        return true;
    }

    long bytes() {
        return segments.bytes();
    }

    @Override
    public long begin() {
        return segments.begin();
    }

    @Override
    public long end() {
        return segments.end();
    }

    @Override
    public long next(ChannelPattern pattern, long from) {
        return segments.next(pattern, from);
    }

    @Override
    public RoutedEvent get(long number) {
        return segments.get(number);
    }
}
