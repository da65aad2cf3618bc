package io.eventrouter.gateway.publish;

import io.eventrouter.event.Priorities;
import io.eventrouter.event.Priority;
import io.eventrouter.gateway.publish.PublishOutcome.Lack;
import io.eventrouter.gateway.publish.PublishOutcome.Refused;
import io.eventrouter.gateway.session.ErrorCode;
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
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The meters of publishing by clients, registered at once. Thread-safe. */
final class PublishMeters {
    private static final String PREFIX = "eventrouter.gateway.publish.";

    /** The level of what was refused before it was known to have one. */
    private static final String NO_LEVEL = "none";

    private static final int[] BUCKETS_MILLIS = {
        1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 30_000
    };

    private static final ErrorCode[] REFUSALS = {
        ErrorCode.BAD_EVENT,
        ErrorCode.BAD_CHANNEL,
        ErrorCode.BAD_PRIORITY,
        ErrorCode.TOO_LARGE,
        ErrorCode.FORBIDDEN,
        ErrorCode.RATE,
        ErrorCode.UNAVAILABLE
    };

    private final Map<String, Map<String, Counter>> outcomes = new HashMap<>();
    private final Map<Lack, Counter> lacks = new EnumMap<>(Lack.class);
    private final List<Timer> times = new ArrayList<>();

    PublishMeters(Priorities priorities, InFlight inFlight, MeterRegistry registry) {
        Stream.concat(Stream.of(NO_LEVEL), priorities.all().stream().map(Priority::name))
                .forEach(level -> outcomes.put(level, counters(level, registry)));
        for (Lack lack : Lack.values()) lacks.put(lack, unavailable(lack, registry));
        for (Priority level : priorities.all()) times.add(time(level, registry));
        Gauge.builder(PREFIX + "in.flight.events", inFlight, InFlight::events)
                .description("Events of clients that Kafka has not acknowledged yet")
                .strongReference(true)
                .register(registry);
        Gauge.builder(PREFIX + "in.flight.bytes", inFlight, InFlight::bytes)
                .description("Those events in bytes, with bodies that are arriving")
                .strongReference(true)
                .register(registry);
    }

    private static Counter unavailable(Lack lack, MeterRegistry registry) {
        return Counter.builder(PREFIX + "unavailable")
                .description("Events that clients were told are unavailable, by reason")
                .tag("reason", lack.word())
                .register(registry);
    }

    private static Timer time(Priority level, MeterRegistry registry) {
        return Timer.builder(PREFIX + "time")
                .description("From taking an event of a client to Kafka's answer")
                .tag("level", level.name())
                .serviceLevelObjectives(buckets())
                .register(registry);
    }

    private static Map<String, Counter> counters(String level, MeterRegistry registry) {
        var counters = new HashMap<String, Counter>();
        Stream.concat(Stream.of("published"), Stream.of(REFUSALS).map(ErrorCode::text))
                .forEach(
                        outcome ->
                                counters.put(
                                        outcome,
                                        Counter.builder(PREFIX + "events")
                                                .description("Events that clients published")
                                                .tag("level", level)
                                                .tag("outcome", outcome)
                                                .register(registry)));
        return counters;
    }

    private static Duration[] buckets() {
        return IntStream.of(BUCKETS_MILLIS).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
    }

    /** It was refused before it was known which level it is of. */
    void refused(PublishOutcome outcome) {
        count(NO_LEVEL, outcome);
    }

    void ended(Priority level, PublishOutcome outcome) {
        count(level.name(), outcome);
    }

    private void count(String level, PublishOutcome outcome) {
        outcomes.get(level).get(outcome.word()).increment();
        if (outcome instanceof Refused refused)
            refused.lack().ifPresent(lack -> lacks.get(lack).increment());
    }

    /**
     * @param nanos until Kafka acknowledged
     */
    void acknowledged(Priority level, long nanos) {
        times.get(level.rank()).record(nanos, TimeUnit.NANOSECONDS);
    }
}
