package io.eventrouter.merge.streams;

import io.eventrouter.event.Priority;
import io.eventrouter.merge.LaneLevels;
import io.eventrouter.wire.RejectReason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What a lane counts. Thread-safe, as meters are; the maps do not change.
 *
 * <p>What is written is counted when Kafka has acknowledged it, not when it was handed to the
 * producer; what is dropped, at once.
 */
final class LaneMeters {
    /** Powers of ten in steps of 1, 2, 5: from far below the idle delay to a real backlog. */
    private static final Duration[] BUCKETS =
            Stream.of(1, 2, 5, 10, 20, 50, 100, 200, 500)
                    .flatMap(n -> Stream.of(Duration.ofMillis(n), Duration.ofSeconds(n)))
                    .sorted()
                    .toArray(Duration[]::new);

    /** Why an event is not routed although it could be. */
    enum Drop {
        EXPIRED("expired"),
        REPEATED("repeated");

        private final String text;

        Drop(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    /** What seconds are counted from; nanoTime() begins anywhere, below 0 too. */
    private static final long START_NANOS = System.nanoTime() - TimeUnit.HOURS.toNanos(1);

    private final MeterRegistry registry;
    private final Map<Drop, Map<String, Counter>> dropped = new EnumMap<>(Drop.class);
    private final Map<String, Counter> routed = new HashMap<>();
    private final Map<String, Timer> delay = new HashMap<>();
    private final Map<String, LastMinute> lastMinute = new HashMap<>();
    private final Counter failures;
    private final Counter rebalances;
    private final LaneLevels levels;
    private final LaneHeads heads;

    LaneMeters(MeterRegistry registry, LaneLevels levels) {
        this.registry = registry;
        this.levels = levels;
        this.heads = new LaneHeads(levels);
        for (Priority level : levels.priorities()) {
            lastMinute.put(level.name(), new LastMinute());
            routed.put(
                    level.name(),
                    Counter.builder("eventrouter.router.routed")
                            .description("Events that the routed topic has acknowledged")
                            .baseUnit("events")
                            .tag("level", level.name())
                            .register(registry));
            delay.put(
                    level.name(),
                    Timer.builder("eventrouter.router.publish.to.routed")
                            .description(
                                    "From an event's publication to its place in the routed topic")
                            .serviceLevelObjectives(BUCKETS)
                            .tag("level", level.name())
                            .register(registry));
            // At 0 from the start: an increase from nothing at all is none to Prometheus.
            for (RejectReason reason : RejectReason.values())
                deadLetters(level.name(), reason.text());
        }
        for (Drop reason : Drop.values()) dropped.put(reason, dropped(reason, levels));
        this.failures =
                Counter.builder("eventrouter.router.thread.failures")
                        .description("Stream threads that failed and were replaced")
                        .tag("lane", levels.lane().text())
                        .register(registry);
        this.rebalances =
                Counter.builder("eventrouter.router.rebalances")
                        .description(
                                "Times that the lane stopped to take or give partitions, its start"
                                        + " included")
                        .tag("lane", levels.lane().text())
                        .register(registry);
    }

    /**
     * Registers what is asked for rather than counted.
     *
     * @return to be removed when the lane ends
     */
    List<Gauge> gauges() {
        var gauges = new ArrayList<Gauge>();
        for (Priority level : levels.priorities()) {
            int rank = heads.rankOf(level);
            gauges.add(
                    gauge(
                            level,
                            "backlog.age",
                            "seconds",
                            "Since the oldest event that waits here was published",
                            () -> heads.oldestSeconds(rank)));
            gauges.add(
                    gauge(
                            level,
                            "head.wait",
                            "seconds",
                            "How long an event has been the next of its queue, the longest of them",
                            () -> heads.longestWaitSeconds(rank)));
            gauges.add(
                    gauge(
                            level,
                            "share",
                            "ratio",
                            "The level's part of what its lane routed here in the last minute",
                            () -> share(level)));
        }
        return gauges;
    }

    private Gauge gauge(
            Priority level, String name, String unit, String description, Supplier<Number> value) {
        return Gauge.builder("eventrouter.router." + name, value)
                .description(description)
                .baseUnit(unit)
                .tag("level", level.name())
                .strongReference(true)
                .register(registry);
    }

    /** NaN when nothing was routed. */
    private double share(Priority level) {
        long second = second();
        long all = lastMinute.values().stream().mapToLong(m -> m.sum(second)).sum();
        return all == 0 ? Double.NaN : (double) lastMinute.get(level.name()).sum(second) / all;
    }

    private static long second() {
        return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - START_NANOS);
    }

    LaneHeads heads() {
        return heads;
    }

    void rebalanced() {
        rebalances.increment();
    }

    private Map<String, Counter> dropped(Drop reason, LaneLevels levels) {
        var counters = new HashMap<String, Counter>();
        for (Priority level : levels.priorities())
            counters.put(
                    level.name(),
                    Counter.builder("eventrouter.router.dropped")
                            .description("Events that were not routed, and are not dead letters")
                            .baseUnit("events")
                            .tag("level", level.name())
                            .tag("reason", reason.text())
                            .register(registry));
        return counters;
    }

    void dropped(Drop reason, String level) {
        dropped.get(reason).get(level).increment();
    }

    /**
     * @param delayMillis below 0 where clocks differ, which counts as 0
     */
    void routed(String level, long delayMillis) {
        routed.get(level).increment();
        lastMinute.get(level).add(second());
        delay.get(level).record(Math.max(0, delayMillis), TimeUnit.MILLISECONDS);
    }

    void deadLetter(String level, String reason) {
        deadLetters(level, reason).increment();
    }

    private Counter deadLetters(String level, String reason) {
        return Counter.builder("eventrouter.router.dead.letters")
                .description("Records that could not be routed, and are kept as dead letters")
                .baseUnit("records")
                .tag("level", level)
                .tag("reason", reason)
                .register(registry);
    }

    void threadFailed() {
        failures.increment();
    }
}
