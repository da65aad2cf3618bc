package io.eventrouter.benchmarks.fanout.load;

/** A way to tell a server what to publish. Confined to one thread. */
interface Publisher extends AutoCloseable {
    /**
     * Adds an event, which goes out with the next flush at the latest.
     *
     * @param rank of its level
     * @param atNanos when it is, or was due to be, published
     */
    void publish(int rank, String channel, int dataBytes, long atNanos);

    /** Sends what was added; waits when the server takes no more. */
    void flush();

    @Override
    void close();
}
