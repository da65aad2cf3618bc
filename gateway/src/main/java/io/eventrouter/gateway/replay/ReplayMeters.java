package io.eventrouter.gateway.replay;

import io.eventrouter.topics.Lane;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.IntStream;

/** The meters of resuming, looked up once. Thread-safe. */
public final class ReplayMeters {
    private static final String PREFIX = "eventrouter.gateway.replay.";
    private static final int[] BUCKETS_MILLIS = {
        10, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000, 300_000
    };

    /** How a subscription that asked for the past began: a value of the metrics tag. */
    public enum Outcome {
        /** Nothing is missing behind its cursor. */
        RECOVERED("recovered"),
        /** Retention has taken a part. */
        LOST("lost"),
        /** The cursor was none of ours, or not of this log. */
        REFUSED("refused"),
        /** It asked for a time, not with a cursor. */
        SINCE("since");

        private final String text;

        Outcome(String text) {
            this.text = text;
        }
    }

    private final MeterRegistry registry;
    private final Map<Lane, Counter> records = new EnumMap<>(Lane.class);
    private final Map<Lane, Counter> scans = new EnumMap<>(Lane.class);
    private final Map<Outcome, Counter> begun = new EnumMap<>(Outcome.class);
    private final Counter fromMemory;
    private final Counter fromKafka;
    private final Counter leftBehind;
    private final Counter errors;
    private final Timer time;

    public ReplayMeters(MeterRegistry registry) {
        this.registry = registry;
        for (Lane lane : Lane.values()) {
            records.put(lane, counter("records", "Records read from Kafka", "lane", lane.text()));
            scans.put(lane, counter("scans", "Scans of a lane begun", "lane", lane.text()));
        }
        for (Outcome each : Outcome.values())
            begun.put(each, counter("begun", "Subscriptions to the past", "outcome", each.text));
        fromMemory = counter("events", "Events queued again", "source", "memory");
        fromKafka = counter("events", "Events queued again", "source", "kafka");
        leftBehind =
                Counter.builder(PREFIX + "left.behind")
                        .description("Sessions too slow for a scan that others shared")
                        .register(registry);
        errors =
                Counter.builder(PREFIX + "errors")
                        .description("Calls to Kafka that failed")
                        .register(registry);
        time =
                Timer.builder(PREFIX + "time")
                        .description("From subscribing to the past to being live")
                        .serviceLevelObjectives(buckets())
                        .register(registry);
    }

    private static Duration[] buckets() {
        return IntStream.of(BUCKETS_MILLIS).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
    }

    private Counter counter(String name, String description, String tag, String value) {
        return Counter.builder(PREFIX + name)
                .description(description)
                .tag(tag, value)
                .register(registry);
    }

    void showWaiting(ScanRequests requests) {
        Gauge.builder(PREFIX + "waiting", requests, ScanRequests::size)
                .description("Subscriptions that wait for a scan to begin")
                .strongReference(true)
                .register(registry);
    }

    void read(Lane lane, int number) {
        records.get(lane).increment(number);
    }

    void began(Lane lane) {
        scans.get(lane).increment();
    }

    void failed() {
        errors.increment();
    }

    public void begun(Outcome outcome) {
        begun.get(outcome).increment();
    }

    public void queued(boolean kafka) {
        (kafka ? fromKafka : fromMemory).increment();
    }

    public void leftBehind() {
        leftBehind.increment();
    }

    public void live(long nanos) {
        time.record(Duration.ofNanos(nanos));
    }
}
