package io.eventrouter.gateway.session;

import io.eventrouter.event.Priorities;
import io.eventrouter.event.Priority;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * The meters that all workers share, looked up once. No tag names a user. How connections end is
 * counted where it is known best, by the socket. Thread-safe.
 */
final class SessionMeters {
    private static final String PREFIX = "eventrouter.gateway.";

    private final MeterRegistry registry;
    private final Priorities priorities;
    private final List<Counter> out = new ArrayList<>();
    private final List<Map<DropReason, Counter>> drops = new ArrayList<>();

    SessionMeters(MeterRegistry registry, Priorities priorities) {
        this.registry = registry;
        this.priorities = priorities;
        for (Priority priority : priorities) {
            out.add(
                    counter("events.out", "Events handed to sockets")
                            .tag("level", priority.name())
                            .register(registry));
            drops.add(dropCounters(priority));
        }
    }

    /**
     * Shows what all workers hold and have counted; each figure is summed up when it is asked for.
     * The delays show in a registry of Prometheus only.
     */
    void showTotals(List<ShardMeters> shards) {
        gauge("sessions", "Open sessions", shards, ShardMeters::sessions);
        gauge("subscriptions", "Subscriptions of all sessions", shards, ShardMeters::subscriptions);
        gauge("queue.events", "Events that wait in sessions", shards, ShardMeters::queueEvents);
        gauge("queue.bytes", "Bytes that wait in sessions", shards, ShardMeters::queueBytes);
        gauge(
                "pressed.workers",
                "Workers that hold weighted events back until clients have read",
                shards,
                s -> s.isPressed() ? 1 : 0);
        gauge("ack.unacked.events", "Unacknowledged events", shards, ShardMeters::unackedEvents);
        gauge("ack.unacked.bytes", "Unacknowledged bytes", shards, ShardMeters::unackedBytes);
        gauge("ack.sessions", "Sessions that acknowledge", shards, ShardMeters::ackingSessions);
        gauge(
                "ack.full.sessions",
                "Sessions that owe as many acknowledgements as they may",
                shards,
                ShardMeters::fullSessions);
        if (registry instanceof PrometheusMeterRegistry prometheus)
            prometheus.getPrometheusRegistry().register(delays(shards));
    }

    private DelayHistogram delays(List<ShardMeters> shards) {
        return new DelayHistogram(priorities, shards.stream().map(ShardMeters::delays).toList());
    }

    void out(int rank, long events) {
        out.get(rank).increment((double) events);
    }

    void dropped(int rank, DropReason reason) {
        drops.get(rank).get(reason).increment();
    }

    private static Counter.Builder counter(String name, String description) {
        return Counter.builder(PREFIX + name).description(description);
    }

    private Map<DropReason, Counter> dropCounters(Priority priority) {
        var counters = new EnumMap<DropReason, Counter>(DropReason.class);
        for (DropReason reason : DropReason.values())
            counters.put(
                    reason,
                    counter("drops", "Events meant for a session and not sent")
                            .tag("level", priority.name())
                            .tag("reason", reason.text())
                            .register(registry));
        return counters;
    }

    private void gauge(
            String name,
            String description,
            List<ShardMeters> shards,
            ToDoubleFunction<ShardMeters> figure) {
        Gauge.builder(PREFIX + name, shards, all -> all.stream().mapToDouble(figure).sum())
                .description(description)
                .strongReference(true)
                .register(registry);
    }
}
