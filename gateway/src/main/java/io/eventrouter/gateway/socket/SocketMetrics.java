package io.eventrouter.gateway.socket;

import io.eventrouter.gateway.session.CloseReason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
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

    /** What a request for a session is answered with, beside rare ones. */
    private static final List<Integer> STATUSES = List.of(400, 401, 403, 405, 426, 429, 503);

    private static final String TRANSPORT = "transport";

    private final MeterRegistry registry;
    private final Map<Transport, AtomicInteger> open = new EnumMap<>(Transport.class);
    private final Map<String, Counter> refused = new HashMap<>();

    SocketMetrics(MeterRegistry registry) {
        this.registry = registry;
        for (Transport transport : Transport.values()) open.put(transport, connections(transport));
        refused.put(DRAINING, refusals(DRAINING));
        for (Admission.Refusal refusal : Admission.Refusal.values())
            refused.put(refusal.word(), refusals(refusal.word()));
        // At 0 from the start: an increase from nothing at all is none to Prometheus.
        for (Transport transport : Transport.values()) registerCloses(transport);
        for (Transport transport : Transport.values()) registerHandshakes(transport);
    }

    private void registerHandshakes(Transport transport) {
        handshakes(transport, transport == Transport.WEBSOCKET ? 101 : 200);
        for (int status : STATUSES) handshakes(transport, status);
    }

    private void registerCloses(Transport transport) {
        for (CloseReason reason : CloseReason.values()) closes(transport, reason.word());
        for (String by : NOT_BY_US) closes(transport, by);
    }

    private AtomicInteger connections(Transport transport) {
        var number = new AtomicInteger();
        Gauge.builder("eventrouter.gateway.connections", number, AtomicInteger::get)
                .description("Connections with a session that are open, by transport")
                .tag(TRANSPORT, transport.word())
                .register(registry);
        return number;
    }

    private Counter refusals(String why) {
        return Counter.builder("eventrouter.gateway.admission.refused")
                .description("Sessions that were not let in, by reason")
                .tag("reason", why)
                .register(registry);
    }

    /**
     * @param status 101 for a WebSocket that was accepted, 200 for an event stream
     */
    void handshake(Transport transport, int status) {
        handshakes(transport, status).increment();
    }

    private Counter handshakes(Transport transport, int status) {
        return Counter.builder("eventrouter.gateway.handshakes")
                .description("Requests for a session, by transport and the status of the answer")
                .tag(TRANSPORT, transport.word())
                .tag("status", Integer.toString(status))
                .register(registry);
    }

    /**
     * @param why the word of an {@link Admission.Refusal}, or {@link #DRAINING}
     */
    void refused(String why) {
        refused.get(why).increment();
    }

    void opened(Transport transport) {
        open.get(transport).incrementAndGet();
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
    void closed(Transport transport, String by) {
        open.get(transport).decrementAndGet();
        closes(transport, by).increment();
    }

    private Counter closes(Transport transport, String by) {
        return Counter.builder("eventrouter.gateway.closes")
                .description(
                        "Connections with a session that ended, by transport and reason: our own"
                                + " word, client when the client closed, lost when it went without")
                .tag(TRANSPORT, transport.word())
                .tag("reason", by)
                .register(registry);
    }
}
