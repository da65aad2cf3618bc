package io.eventrouter.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An increase from nothing at all is none to Prometheus. */
@Timeout(30)
class SocketMetricsTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final SocketMetrics metrics = new SocketMetrics(registry);

    @Test
    void countsHandshakesFromTheStart() {
        metrics.handshake(Transport.SSE, 403);

        assertThat(handshakes("sse", "403")).isOne();
        assertThat(handshakes("websocket", "403")).isZero();
        assertThat(handshakes("websocket", "101")).isZero();
        assertThat(handshakes("sse", "200")).isZero();
    }

    private double handshakes(String transport, String status) {
        return registry.get("eventrouter.gateway.handshakes")
                .tags("transport", transport, "status", status)
                .counter()
                .count();
    }
}
