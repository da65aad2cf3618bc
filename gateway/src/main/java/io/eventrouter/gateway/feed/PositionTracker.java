package io.eventrouter.gateway.feed;

import io.eventrouter.event.Position;

/**
 * How far one worker is in the routed topic.
 *
 * <p>Within a partition urgent events overtake, so "dispatched" is no single offset. Per partition
 * and level, though, events are dispatched in the order in which they arrived; so the first event
 * of each level that waits is enough to know the lowest that waits. The numbers kept are those of
 * the events that wait, and these the look-ahead bounds.
 *
 * <p>Confined to its worker's thread.
 */
public final class PositionTracker {
    private final int levels;

    /** Per partition: one more than the last offset that has arrived. */
    private final long[] arrived;

    /** Per partition and level: what has arrived and waits; null until the first. */
    private final LongFifo[] waiting;

    PositionTracker(long[] startOffsets, int levels) {
        this.levels = levels;
        arrived = startOffsets.clone();
        waiting = new LongFifo[startOffsets.length * levels];
    }

    void arrived(Position position, int rank) {
        int slot = position.partition() * levels + rank;
        if (waiting[slot] == null) waiting[slot] = new LongFifo();
        waiting[slot].add(position.offset());
        arrived[position.partition()] = position.offset() + 1;
    }

    /** The first of those that wait in its partition and level was dispatched. */
    void dispatched(Position position, int rank) {
        waiting[position.partition() * levels + rank].removeFirst();
    }

    /**
     * What was jumped over will never come. What waits of a lost tail is forgotten: it will not be
     * {@link #dispatched}.
     */
    void jumped(OffsetJump jump) {
        int partition = jump.partition();
        arrived[partition] = jump.to();
        for (int slot = partition * levels; slot < (partition + 1) * levels; slot++)
            if (waiting[slot] != null) waiting[slot].removeLastFrom(jump.to());
    }

    /** How many partitions there are, of both lanes. */
    public int partitions() {
        return arrived.length;
    }

    /** One more than the last offset of that partition that has arrived. */
    public long arrived(int partition) {
        return arrived[partition];
    }

    /** Whether nothing before those offsets waits or is still to arrive. */
    public boolean isPast(long[] offsets) {
        for (int partition = 0; partition < offsets.length; partition++)
            if (lowestWaiting(partition) < offsets[partition]) return false;
        return true;
    }

    /**
     * Per partition, the lowest offset that this worker has not dispatched. Every event that a
     * session could miss from now on is at or after it: what lies before has been dispatched, what
     * waits is counted in, and what has not arrived yet has a higher offset. Some events after it
     * may have been dispatched already, those that overtook: a resume from here may repeat them,
     * and receivers drop repeats by position.
     */
    public long[] resumeFrom() {
        var next = new long[arrived.length];
        for (int partition = 0; partition < next.length; partition++)
            next[partition] = lowestWaiting(partition);
        return next;
    }

    private long lowestWaiting(int partition) {
        long lowest = arrived[partition];
        for (int slot = partition * levels; slot < (partition + 1) * levels; slot++)
            if (waiting[slot] != null && !waiting[slot].isEmpty())
                lowest = Math.min(lowest, waiting[slot].first());
        return lowest;
    }
}
