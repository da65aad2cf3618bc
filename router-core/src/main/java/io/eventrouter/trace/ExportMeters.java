package io.eventrouter.trace;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts what became of spans that have ended. Thread-safe, as meters are. */
final class ExportMeters {
    private final Counter exported;
    private final Counter failed;
    private final Counter dropped;

    ExportMeters(MeterRegistry registry) {
        exported = counter("exported", registry);
        failed = counter("failed", registry);
        dropped = counter("dropped", registry);
    }

    private static Counter counter(String outcome, MeterRegistry registry) {
        return Counter.builder("eventrouter.tracing.spans")
                .description("Spans that have ended, by whether the collector has them")
                .baseUnit("spans")
                .tag("outcome", outcome)
                .register(registry);
    }

    void exported(int spans) {
        exported.increment(spans);
    }

    void failed(int spans) {
        failed.increment(spans);
    }

    /** The queue was full. */
    void dropped() {
        dropped.increment();
    }
}
