package io.eventrouter.gateway.feed;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** Shows how the workers do with what was read. Thread-safe. */
final class LookAheadMeters {
    private static final double NANOS_PER_SECOND = 1e9;

    private LookAheadMeters() {}

    static void show(LookAhead lookAhead, MeterRegistry registry) {
        Gauge.builder(
                        "eventrouter.gateway.lookahead.wait",
                        lookAhead,
                        l -> l.lag().longestWait().toNanos() / NANOS_PER_SECOND)
                .description("How long the event has waited for a worker that waits longest")
                .baseUnit("seconds")
                .strongReference(true)
                .register(registry);
        Gauge.builder(
                        "eventrouter.gateway.lagging.workers",
                        lookAhead,
                        l -> (double) l.lag().lagging())
                .description("Workers that lag, and let urgent events go first")
                .strongReference(true)
                .register(registry);
    }
}
