package io.eventrouter.benchmarks.merge.variant;

/** One way of routing, at work from {@code start} to {@code close}. Confined to one thread. */
interface Routing extends AutoCloseable {
    /** Begins; returns when its threads run. */
    void start();

    @Override
    void close();
}
