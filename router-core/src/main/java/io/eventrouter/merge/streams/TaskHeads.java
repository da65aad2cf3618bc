package io.eventrouter.merge.streams;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The records that are next in the queues of one task, one for each level of the lane, by rank:
 * since when, and when they were published. Written by the task's stream thread, read by whoever
 * asks for metrics: a figure may be of the record before.
 *
 * <p>Kafka Streams tells of a new head before the one before it is processed, and says nothing when
 * there is none. So a head is known by its offset: it is gone when it is the one that is processed.
 */
final class TaskHeads {
    private static final long NONE = -1;

    private final Thread owner = Thread.currentThread();
    private final AtomicLongArray offsets;
    private final AtomicLongArray sinceNanos;
    private final AtomicLongArray publishedMillis;

    /** To be made by the task's stream thread. */
    TaskHeads(int levels) {
        offsets = new AtomicLongArray(levels);
        sinceNanos = new AtomicLongArray(levels);
        publishedMillis = new AtomicLongArray(levels);
        for (int rank = 0; rank < levels; rank++) offsets.set(rank, NONE);
    }

    /**
     * Whether the task is the caller's. A thread that was paused for so long that another one has
     * its partition now goes on for a while with the queues that it had.
     */
    boolean areOfThisThread() {
        return owner == Thread.currentThread();
    }

    /** That record is next in its level's queue from now on. */
    void begins(int rank, long offset, long published, long nowNanos) {
        publishedMillis.setRelease(rank, published);
        sinceNanos.setRelease(rank, nowNanos);
        offsets.setRelease(rank, offset);
    }

    /** That record is processed. */
    void taken(int rank, long offset) {
        if (offsets.getPlain(rank) == offset) offsets.setRelease(rank, NONE);
    }

    /** How long the head has been one, in nanoseconds; 0 when there is none. */
    long waitNanos(int rank, long nowNanos) {
        return offsets.getAcquire(rank) == NONE
                ? 0
                : Math.max(0, nowNanos - sinceNanos.getAcquire(rank));
    }

    /**
     * How long ago the head was published, in milliseconds; 0 when there is none, or nobody knows.
     */
    long ageMillis(int rank, long nowMillis) {
        if (offsets.getAcquire(rank) == NONE) return 0;
        long published = publishedMillis.getAcquire(rank);
        return published < 0 ? 0 : Math.max(0, nowMillis - published);
    }
}
