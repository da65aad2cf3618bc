package io.eventrouter.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.eventrouter.system.EventRouterProcess.Ended;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Events through router and gateway, as a collector of spans sees them, and the frame with them.
 */
@Timeout(360)
class TracingIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String PUBLISHER = "b7ad6b7169203331";
    private static final String SAMPLED = "00-" + TRACE + "-" + PUBLISHER + "-01";
    private static final String UNSAMPLED = "00-" + TRACE + "-" + PUBLISHER + "-00";

    @TempDir Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"at-least-once", "exactly-once"})
    void aPublishersTraceGoesOnThroughRouterAndGatewayAndTheFrameCarriesItUnchanged(String delivery)
            throws Exception {
        try (var collector = SpanCollector.start();
                var up = start(collector, "tracing.sample=0", "delivery=" + delivery);
                var subscriber = subscribe(up)) {
            send(up, Map.of("traceparent", SAMPLED, "tracestate", "a=1"));

            JsonNode frame = subscriber.awaitEvents(1).get(0);
            Span route = collector.await("route events.high");
            Span dispatch = collector.await("dispatch events.routed");

            assertThat(frame.get("traceparent").asText()).isEqualTo(SAMPLED);
            assertThat(frame.get("tracestate").asText()).isEqualTo("a=1");
            assertThat(SpanCollector.trace(route)).isEqualTo(TRACE);
            assertThat(SpanCollector.parent(route)).isEqualTo(PUBLISHER);
            assertThat(SpanCollector.trace(dispatch)).isEqualTo(TRACE);
            assertThat(SpanCollector.parent(dispatch)).isEqualTo(SpanCollector.id(route));
            assertThat(number(dispatch, "eventrouter.recipients")).isEqualTo(1);
            assertThat(number(dispatch, "eventrouter.written")).isEqualTo(1);
            assertThat(collector.services()).containsOnly("event-router");
            assertThat(collector.tokens()).containsOnly("Bearer hush");
            assertThat(collector.spans().toString()).doesNotContain("card stolen");
        }
    }

    @Test
    void aClientsEventAndTheCommandLinesHaveASpanForTheirSending() throws Exception {
        try (var collector = SpanCollector.start();
                var up = start(collector, "tracing.sample=0");
                var subscriber = subscribe(up)) {
            var poster = new EventPoster(URI.create(up.address("Console")).resolve("/events"));
            var event =
                    CloudEventBuilder.v1(EventPoster.event("b1", "high", "orders.eu"))
                            .withExtension("traceparent", SAMPLED)
                            .build();

            assertThat(poster.structured(event).statusCode()).isEqualTo(202);
            subscriber.awaitEvents(1);
            Span route = collector.await("route events.high");
            Span send = collector.await("send events.high");
            Ended published = publish(up, collector);
            Span ofCommand = collector.await("send events.critical");
            Span routed = collector.await("route events.critical");
            JsonNode frame = subscriber.awaitEvents(2).get(1);

            assertThat(SpanCollector.parent(send)).isEqualTo(PUBLISHER);
            assertThat(SpanCollector.parent(route)).isEqualTo(SpanCollector.id(send));
            assertThat(published.exitCode()).as(published.toString()).isZero();
            assertThat(SpanCollector.parent(ofCommand)).isEmpty();
            assertThat(SpanCollector.parent(routed)).isEqualTo(SpanCollector.id(ofCommand));
            assertThat(frame.get("traceparent").asText())
                    .startsWith(
                            "00-%s-%s-"
                                    .formatted(
                                            SpanCollector.trace(ofCommand),
                                            SpanCollector.id(ofCommand)));
        }
    }

    @Test
    void anEventWhosePublisherDoesNotSampleHasNoSpan() throws Exception {
        try (var collector = SpanCollector.start();
                var up = start(collector, "tracing.sample=1");
                var subscriber = subscribe(up)) {
            send(up, Map.of("traceparent", UNSAMPLED));
            JsonNode frame = subscriber.awaitEvents(1).get(0);
            send(up, Map.of());
            collector.await("dispatch");

            assertThat(frame.get("traceparent").asText()).isEqualTo(UNSAMPLED);
            assertThat(collector.spans())
                    .noneMatch(span -> SpanCollector.trace(span).equals(TRACE));
        }
    }

    @Test
    void nothingIsSentWhereTracingIsOff() throws Exception {
        try (var collector = SpanCollector.start();
                var up = EventRouterProcess.start(directory, up()).awaitReady();
                var subscriber = subscribe(up)) {
            send(up, Map.of("traceparent", SAMPLED));
            JsonNode frame = subscriber.awaitEvents(1).get(0);

            Ended ended = up.stop();

            assertThat(frame.get("traceparent").asText()).isEqualTo(SAMPLED);
            assertThat(ended.exitCode()).isZero();
            assertThat(collector.spans()).isEmpty();
        }
    }

    @Test
    void everyLineOfTheLogIsAJsonObjectAndACollectorThatIsAwayHoldsNobodyUp() throws Exception {
        SpanCollector away = SpanCollector.start();
        away.close();
        try (var up = start(away, "tracing.sample=1", "log.format=json", "log.level=debug");
                var subscriber = subscribe(up)) {
            send(up, Map.of());
            subscriber.awaitEvents(1);

            Ended ended = up.stop();

            assertThat(ended.exitCode()).isZero();
            List<JsonNode> lines = new ArrayList<>();
            for (String line : ended.err()) lines.add(JSON.readTree(line));
            assertThat(lines).allMatch(line -> line.has("timestamp") && line.has("message"));
            assertThat(lines).anyMatch(line -> line.path("lane").asText().equals("express"));
            assertThat(lines)
                    .filteredOn(line -> line.get("message").asText().startsWith("Spans"))
                    .hasSize(1);
        }
    }

    private EventRouterProcess start(SpanCollector collector, String... settings)
            throws IOException {
        var all = new ArrayList<>(List.of(settings));
        all.add("tracing.endpoint=" + collector.url());
        all.add("tracing.headers=Authorization=Bearer hush");
        return EventRouterProcess.start(directory, up(all.toArray(String[]::new))).awaitReady();
    }

    private static String[] up(String... settings) {
        var arguments =
                new ArrayList<>(
                        List.of("up", "--port", "0", "--admin-port", "0", "--kafka-port", "0"));
        for (String setting : settings) arguments.addAll(List.of("--set", setting));
        return arguments.toArray(String[]::new);
    }

    private static Subscriber subscribe(EventRouterProcess up) throws Exception {
        return Subscriber.to(URI.create(up.address("WebSocket"))).subscribe("orders.*");
    }

    private Ended publish(EventRouterProcess up, SpanCollector collector) throws Exception {
        return EventRouterProcess.run(
                Files.createDirectory(directory.resolve("cli")),
                "publish",
                "--kafka",
                up.address("Kafka"),
                "--set",
                "tracing.endpoint=" + collector.url(),
                "--set",
                "tracing.sample=1",
                "--channel",
                "orders.eu",
                "--priority",
                "critical",
                "{\"alert\":\"card stolen\"}");
    }

    /** A bare record, as any Kafka client writes it. */
    private static void send(EventRouterProcess up, Map<String, String> headers)
            throws ExecutionException, InterruptedException {
        var record =
                new ProducerRecord<>(
                        "events.high",
                        "orders.eu".getBytes(UTF_8),
                        "{\"alert\":\"card stolen\"}".getBytes(UTF_8));
        headers.forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
        Map<String, Object> properties = Map.of("bootstrap.servers", up.address("Kafka"));
        try (var producer =
                new KafkaProducer<>(
                        properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(record).get();
        }
    }

    private static long number(Span span, String attribute) {
        return span.getAttributesList().stream()
                .filter(a -> a.getKey().equals(attribute))
                .findFirst()
                .orElseThrow()
                .getValue()
                .getIntValue();
    }
}
