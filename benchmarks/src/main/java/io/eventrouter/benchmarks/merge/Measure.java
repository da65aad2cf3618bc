package io.eventrouter.benchmarks.merge;

/** What is measured, in this order; the names are what {@code --measure} takes. */
enum Measure {
    THROUGHPUT,
    SHARES,
    DELAY,
    CRITICAL_FLOOD,
    HEAP
}
