package io.eventrouter.gateway.socket;

import io.eventrouter.gateway.session.CloseReason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** The meters of the sockets. Thread-safe. */
final class SocketMetrics {
    /** Why a gateway that stops refuses a session. */
    static final String DRAINING = "draining";

    /** How connections end that the gateway does not close. */
    private static final List<String> NOT_BY_US = List.of("client", "lost");

    private final MeterRegistry registry;
    private final AtomicInteger open = new AtomicInteger();
    private final Map<String, Counter> refused = new HashMap<>();

    SocketMetrics(MeterRegistry registry) {
        this.registry = registry;
        io.micrometer.core.instrument.Gauge.builder(
                        "eventrouter.gateway.connections", open, AtomicInteger::get)
                .description("WebSocket connections that are open")
                .register(registry);
        refused.put(DRAINING, refusals(DRAINING));
        for (Admission.Refusal refusal : Admission.Refusal.values())
            refused.put(refusal.word(), refusals(refusal.word()));
        // At 0 from the start: an increase from nothing at all is none to Prometheus.
        for (CloseReason reason : CloseReason.values()) closes(reason.word());
        for (String by : NOT_BY_US) closes(by);
    }

    private Counter refusals(String why) {
        return Counter.builder("eventrouter.gateway.admission.refused")
                .description("Sessions that were not let in, by reason")
                .tag("reason", why)
                .register(registry);
    }

    /**
     * @param status 101 for one that was accepted
     */
    void handshake(int status) {
        Counter.builder("eventrouter.gateway.handshakes")
                .description("Requests for a WebSocket connection, by the status of the answer")
                .tag("status", Integer.toString(status))
                .register(registry)
                .increment();
    }

    /**
     * @param why the word of an {@link Admission.Refusal}, or {@link #DRAINING}
     */
    void refused(String why) {
        refused.get(why).increment();
    }

    void opened() {
        open.incrementAndGet();
    }

    void received(ClientMessage message) {
        Counter.builder("eventrouter.gateway.client.messages")
                .description("Messages from clients, by operation")
                .tag("op", message.kind())
                .register(registry)
                .increment();
    }

    /**
     * @param by who ended it: a word of CloseReason, or {@code client}, or {@code lost}
     */
    void closed(String by) {
        open.decrementAndGet();
        closes(by).increment();
    }

    private Counter closes(String by) {
        return Counter.builder("eventrouter.gateway.closes")
                .description(
                        "WebSocket connections that ended, by reason: the word of our close frame,"
                                + " client when the client closed, lost when it went without")
                .tag("reason", by)
                .register(registry);
    }
}
