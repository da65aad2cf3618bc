package io.eventrouter.benchmarks.merge.variant;

/** The part in which the hand-written loops differ. Confined to the loop's thread. */
interface PollLoop extends AutoCloseable {
    /** Polls and forwards once; blocks for a moment at most when there is nothing. */
    void turn(Forwarder to);

    /** Commits the offsets of all that was forwarded. */
    void commit();

    @Override
    void close();
}
