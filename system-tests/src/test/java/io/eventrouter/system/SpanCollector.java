package io.eventrouter.system;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.Awaitility;

/** A collector of spans, as OTLP over HTTP has it. Thread-safe. */
final class SpanCollector implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Queue<Span> spans = new ConcurrentLinkedQueue<>();
    private final Queue<String> services = new ConcurrentLinkedQueue<>();
    private final Queue<String> tokens = new ConcurrentLinkedQueue<>();
    private final HttpServer server;

    private SpanCollector() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 8);
        server.createContext("/v1/traces", this::take);
    }

    static SpanCollector start() throws IOException {
        var collector = new SpanCollector();
        collector.server.start();
        return collector;
    }

    private void take(HttpExchange exchange) throws IOException {
        var request = ExportTraceServiceRequest.parseFrom(exchange.getRequestBody());
        for (ResourceSpans resource : request.getResourceSpansList()) {
            for (KeyValue attribute : resource.getResource().getAttributesList())
                if (attribute.getKey().equals("service.name"))
                    services.add(attribute.getValue().getStringValue());
            for (ScopeSpans scope : resource.getScopeSpansList())
                spans.addAll(scope.getSpansList());
        }
        tokens.add(String.valueOf(exchange.getRequestHeaders().getFirst("authorization")));
        exchange.getResponseHeaders().add("content-type", "application/x-protobuf");
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** All so far. */
    List<Span> spans() {
        return List.copyOf(spans);
    }

    /** What the senders call themselves. */
    List<String> services() {
        return List.copyOf(services);
    }

    /** What senders show. */
    List<String> tokens() {
        return List.copyOf(tokens);
    }

    /** The first whose name begins so. */
    Span await(String name) {
        return Awaitility.await("span " + name)
                .atMost(PATIENCE)
                .until(() -> find(name), Optional::isPresent)
                .orElseThrow();
    }

    private Optional<Span> find(String name) {
        return spans.stream().filter(span -> span.getName().startsWith(name)).findFirst();
    }

    static String trace(Span span) {
        return HexFormat.of().formatHex(span.getTraceId().toByteArray());
    }

    static String id(Span span) {
        return HexFormat.of().formatHex(span.getSpanId().toByteArray());
    }

    static String parent(Span span) {
        return HexFormat.of().formatHex(span.getParentSpanId().toByteArray());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
