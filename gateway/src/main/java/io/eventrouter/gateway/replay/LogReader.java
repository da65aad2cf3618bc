package io.eventrouter.gateway.replay;

import java.time.Duration;

/**
 * Reads the routed log from any place: a port, so that tests need no broker. Each thread has its
 * own. A failure is thrown as a runtime exception, and the call may be repeated.
 */
public interface LogReader extends AutoCloseable {
    /** Goes to those offsets; {@link #poll} reads from there, those partitions only. */
    void seek(PartitionRange partitions, long[] next);

    /**
     * What comes next; empty after the limit. Offsets that are gone are told once, as lost, and
     * reading goes on behind them.
     */
    LogRead poll(Duration limit);

    /** The first offset of each partition of the topic. */
    long[] beginnings();

    /** One more than the last offset that may be read, of each partition of the topic. */
    long[] ends();

    /**
     * Of each partition the first offset of that time or a later one; the end where there is none.
     */
    long[] offsetsAt(long epochMillis);

    /** Cuts a wait short; on any thread. */
    void wakeup();

    @Override
    void close();
}
