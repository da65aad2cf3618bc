package io.eventrouter.merge.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.config.Settings;
import io.eventrouter.topics.Lane;
import io.eventrouter.trace.Spans;
import io.eventrouter.wire.SourceRecord;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Single records with a trace context; an acknowledgement is told by hand. */
class RouteSpansTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String SAMPLED = "00-" + TRACE + "-b7ad6b7169203331-01";
    private static final String UNSAMPLED = "00-" + TRACE + "-b7ad6b7169203331-00";

    private final Spans spans = new Spans();
    private final LaneContext context = context();
    private final TopologyTestDriver driver = driver();
    private final TestInputTopic<byte[], byte[]> normal =
            driver.createInputTopic(
                    "events.normal", new ByteArraySerializer(), new ByteArraySerializer());

    private LaneContext context() {
        var lanes = new Lanes();
        lanes.spans = new RouteSpans(spans.tracing(0));
        return lanes.context(Lane.SHARED);
    }

    private TopologyTestDriver driver() {
        Settings settings = Lanes.settings("router.dedupe-window=1m");
        Properties properties =
                LaneProperties.of(context, settings.kafka(), settings.router(), "test", 1 << 20);
        return new TopologyTestDriver(LaneTopology.of(context, settings), properties);
    }

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void keepTheContextOfTheEventAndGiveTheRoutedRecordTheirs() {
        normal.pipeInput(record(Map.of("traceparent", SAMPLED)));

        Headers routed = routed();

        assertThat(text(routed, "ce_traceparent")).isEqualTo(SAMPLED);
        assertThat(text(routed, "traceparent")).startsWith("00-" + TRACE).isNotEqualTo(SAMPLED);
    }

    @Test
    void changeNothingOfAnEventThatIsNotSampled() {
        normal.pipeInput(record(Map.of("traceparent", UNSAMPLED)));

        Headers routed = routed();

        assertThat(text(routed, "traceparent")).isEqualTo(UNSAMPLED);
        assertThat(spans.ended()).isEmpty();
    }

    @Test
    void endOnceKafkaHasTheEvent() {
        Headers routed = carried();

        context.spans().acknowledged(at(4, 17), null, routed);

        SpanData span = spans.ended().get(0);
        assertThat(span.getName()).isEqualTo("route events.normal");
        assertThat(span.getParentSpanId()).isEqualTo("b7ad6b7169203331");
        assertThat(Spans.text(span, "messaging.destination.partition.id")).isEqualTo("0");
        assertThat(Spans.text(span, "eventrouter.channel")).isEqualTo("orders");
        assertThat(Spans.number(span, "eventrouter.routed.partition")).isEqualTo(4);
        assertThat(Spans.number(span, "eventrouter.routed.offset")).isEqualTo(17);
    }

    @Test
    void sayWhyKafkaHasItNot() {
        Headers routed = carried();

        context.spans().acknowledged(at(4, -1), new RecordTooLargeException(), routed);

        assertThat(Spans.text(spans.ended().get(0), "error.type"))
                .isEqualTo("RecordTooLargeException");
    }

    @Test
    void tellOfWhatIsDropped() {
        var expired = Map.of("traceparent", SAMPLED, "ce_expirytime", "2020-01-01T00:00:00Z");

        normal.pipeInput(record(expired));

        assertThat(Spans.text(spans.ended().get(0), "eventrouter.outcome")).isEqualTo("expired");
        assertThat(spans.ended().get(0).getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
    }

    @Test
    void tellOfWhatBecomesADeadLetter() {
        normal.pipeInput(record(Map.of("traceparent", SAMPLED, "ce_channel", "not a channel")));

        assertThat(Spans.text(spans.ended().get(0), "eventrouter.outcome"))
                .isEqualTo("dead-letter");
        assertThat(Spans.text(spans.ended().get(0), "error.type")).isEqualTo("bad-channel");
    }

    /** The headers of a record on its way, as Kafka's client hands them on. */
    private Headers carried() {
        var headers = new RecordHeaders().add("traceparent", SAMPLED.getBytes(UTF_8));
        headers.add("ce_channel", "orders".getBytes(UTF_8));
        var source = new SourceRecord("events.normal", 0, 3, headers, null, null);
        context.spans().routing(source, context.levels().priorities().get(1), headers);
        return new RecordHeaders(headers);
    }

    private Headers routed() {
        return driver.createOutputTopic(
                        "events.routed", new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecord()
                .headers();
    }

    private static RecordMetadata at(int partition, long offset) {
        return new RecordMetadata(
                new TopicPartition("events.routed", partition), offset, 0, 0, 0, 0);
    }

    private static TestRecord<byte[], byte[]> record(Map<String, String> attributes) {
        var headers = new RecordHeaders();
        attributes.forEach((name, value) -> headers.add(name, value.getBytes(UTF_8)));
        return new TestRecord<>("orders".getBytes(UTF_8), "{}".getBytes(UTF_8), headers, 1L);
    }

    private static String text(Headers headers, String name) {
        return new String(headers.lastHeader(name).value(), UTF_8);
    }
}
