package io.eventrouter.gateway.feed;

import io.eventrouter.event.Priorities;
import io.eventrouter.event.Priority;
import io.eventrouter.topics.Lane;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** The meters of one feed, looked up once. Thread-safe. */
public final class FeedMeters {
    private final List<Counter> in = new ArrayList<>();
    private final Counter unreadable;
    private final Counter unknownLevel;
    private final Counter skipped;
    private final Counter errors;
    private final AtomicLong lag = new AtomicLong();
    private final AtomicInteger paused = new AtomicInteger();

    public FeedMeters(
            MeterRegistry registry, Lane lane, LookAhead lookAhead, Priorities priorities) {
        for (Priority priority : priorities)
            in.add(
                    Counter.builder("eventrouter.gateway.events.in")
                            .description("Events read from the routed topic")
                            .tag("level", priority.name())
                            .register(registry));
        unreadable =
                counter(registry, lane, "unreadable", "Routed records that the merge did not make");
        unknownLevel =
                counter(
                        registry,
                        lane,
                        "unknown.level",
                        "Events dropped since this gateway does not have their level");
        skipped =
                counter(
                        registry,
                        lane,
                        "skipped",
                        "Events that retention took before they were read");
        errors = counter(registry, lane, "errors", "Calls to Kafka that failed");
        Gauge.builder("eventrouter.gateway.feed.lag", lag, AtomicLong::get)
                .description("Events in the routed topic that the gateway has not read")
                .tag("lane", lane.text())
                .strongReference(true)
                .register(registry);
        Gauge.builder("eventrouter.gateway.feed.paused", paused, AtomicInteger::get)
                .description("1 while nothing is read, since the look-ahead is full")
                .tag("lane", lane.text())
                .strongReference(true)
                .register(registry);
        Gauge.builder("eventrouter.gateway.lookahead.bytes", lookAhead, l -> l.bytes(lane))
                .description("Read ahead and not yet dispatched")
                .baseUnit("bytes")
                .tag("lane", lane.text())
                .strongReference(true)
                .register(registry);
    }

    private static Counter counter(
            MeterRegistry registry, Lane lane, String name, String description) {
        return Counter.builder("eventrouter.gateway.feed." + name)
                .description(description)
                .tag("lane", lane.text())
                .register(registry);
    }

    void read(int rank) {
        in.get(rank).increment();
    }

    void unreadable() {
        unreadable.increment();
    }

    void unknownLevel() {
        unknownLevel.increment();
    }

    void skipped(long events) {
        skipped.increment((double) events);
    }

    void error() {
        errors.increment();
    }

    void paused(boolean isPaused) {
        paused.set(isPaused ? 1 : 0);
    }

    void lag(long events) {
        lag.set(events);
    }

    long lag() {
        return lag.get();
    }
}
