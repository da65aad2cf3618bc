package io.eventrouter.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class NodeProbeTest {
    private static final String READY =
            "{\"healthy\":true,\"checks\":{\"gateway\":{\"healthy\":true,\"detail\":\"ok\"}}}";
    private static final String NOT_READY =
            "{\"healthy\":false,\"checks\":{\"router\":{\"healthy\":false,"
                    + "\"detail\":\"shared rebalancing\"}}}";

    private final NodeProbe probe = new NodeProbe(Duration.ofSeconds(30));
    private HttpServer node;

    @BeforeEach
    void start() throws IOException {
        node = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 8);
        node.start();
    }

    @AfterEach
    void stop() {
        node.stop(0);
    }

    @Test
    void tellsOfANodeThatIsReadyWithItsFigures() {
        answer("/health/ready", 200, READY);
        answer(
                "/metrics",
                200,
                """
                # TYPE x
                eventrouter_gateway_sessions 12.0
                jvm_memory_used_bytes{area="heap",id="a b"} 3.0
                jvm_memory_used_bytes{area="nonheap"} 4.0
                other 1
                broken x
                """);

        NodeView view = ask();

        assertThat(view.state()).isEqualTo("ready");
        assertThat(view.checks()).containsExactly(new NodeView.Check("gateway", true, "ok"));
        assertThat(view.figures()).containsEntry("sessions", 12.0).containsEntry("memory", 7.0);
        assertThat(view.figures()).hasSize(2);
    }

    @Test
    void tellsWhyANodeIsNotReady() {
        answer("/health/ready", 503, NOT_READY);
        answer("/metrics", 200, "");

        NodeView view = ask();

        assertThat(view.state()).isEqualTo("not ready");
        assertThat(view.detail()).isEqualTo("router: shared rebalancing");
    }

    @Test
    void followsNoRedirect() {
        var elsewhere = new AtomicInteger();
        node.createContext(
                "/elsewhere",
                exchange -> {
                    elsewhere.incrementAndGet();
                    exchange.close();
                });
        HttpHandler away =
                exchange -> {
                    exchange.getResponseHeaders().set("Location", "/elsewhere");
                    send(exchange, 302, "");
                };
        node.createContext("/health/ready", away);
        node.createContext("/metrics", away);

        NodeView view = ask();

        assertThat(view.state()).isEqualTo("unreachable");
        assertThat(view.detail()).contains("302");
        assertThat(elsewhere).hasValue(0);
    }

    @Test
    void givesUpAnAnswerThatIsTooLarge() {
        answer("/health/ready", 200, READY);
        answer("/metrics", 200, "x".repeat((2 << 20) + 1));

        NodeView view = ask();

        assertThat(view.state()).isEqualTo("unreachable");
        assertThat(view.detail()).contains("larger than");
    }

    @Test
    void givesUpANodeThatDoesNotAnswer() throws IOException {
        try (var silent = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
            var impatient = new NodeProbe(Duration.ofSeconds(1));
            NodeView view = ask(impatient, silent.getLocalPort());

            assertThat(view.state()).isEqualTo("unreachable");
            assertThat(view.detail()).isNotEmpty();
        }
    }

    @Test
    void tellsOfANodeThatIsAway() {
        int port = node.getAddress().getPort();
        node.stop(0);

        assertThat(ask(port).state()).isEqualTo("unreachable");
    }

    @Test
    void takesAnythingForAnAnswer() {
        answer("/health/ready", 200, "[1,");
        answer("/metrics", 404, "nothing");

        NodeView view = ask();

        assertThat(view.checks()).extracting(NodeView.Check::detail).containsExactly("is not JSON");
        assertThat(view.figures()).isEmpty();
    }

    private NodeView ask() {
        return ask(node.getAddress().getPort());
    }

    private NodeView ask(int port) {
        return ask(probe, port);
    }

    private static NodeView ask(NodeProbe probe, int port) {
        return probe.ask(URI.create("http://127.0.0.1:" + port)).join();
    }

    private void answer(String path, int status, String body) {
        node.createContext(path, exchange -> send(exchange, status, body));
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
