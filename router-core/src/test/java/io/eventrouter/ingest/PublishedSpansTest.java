package io.eventrouter.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.config.KafkaSettings;
import io.eventrouter.config.PublisherSettings;
import io.eventrouter.event.Channel;
import io.eventrouter.event.Event;
import io.eventrouter.event.Priorities;
import io.eventrouter.topics.TopicNames;
import io.eventrouter.trace.Spans;
import io.eventrouter.wire.EventRecords;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.NetworkException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class PublishedSpansTest {
    private static final Priorities PRIORITIES = Priorities.standard();
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String SAMPLED = "00-" + TRACE + "-b7ad6b7169203331-01";
    private static final int MAX_EVENT_BYTES = 1024;

    private final Spans spans = new Spans();
    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());

    @Test
    void endWhenKafkaHasAcknowledged() {
        publish(0, event().attribute("traceparent", SAMPLED).build());
        boolean early = !spans.ended().isEmpty();

        producer.completeNext();

        SpanData span = spans.ended().get(0);
        assertThat(early).isFalse();
        assertThat(span.getName()).isEqualTo("send events.high");
        assertThat(span.getTraceId()).isEqualTo(TRACE);
        assertThat(Spans.number(span, "messaging.kafka.offset")).isZero();
    }

    @Test
    void leaveTheEventsOwnContextAndGiveTheRecordTheirs() {
        publish(0, event().attribute("traceparent", SAMPLED).build());
        producer.completeNext();

        Headers sent = producer.history().get(0).headers();

        assertThat(sent.lastHeader("ce_traceparent").value()).asString(UTF_8).isEqualTo(SAMPLED);
        assertThat(sent.lastHeader("traceparent").value())
                .asString(UTF_8)
                .contains(TRACE, spans.ended().get(0).getSpanId());
    }

    @Test
    void areNoneForAnEventThatIsNotSampledAndItsRecordIsAsEver() {
        Event event = event().build();

        publish(0, event);

        var expected = EventRecords.toRecord(event, new TopicNames("events", PRIORITIES));
        producer.completeNext();
        assertThat(producer.history().get(0).headers()).isEqualTo(expected.headers());
        assertThat(spans.ended()).isEmpty();
    }

    @Test
    void sayWhatFailed() {
        publish(1, event().build());

        producer.errorNext(new NetworkException("away"));

        assertThat(spans.ended().get(0).getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(Spans.text(spans.ended().get(0), "error.type")).isEqualTo("UNREACHABLE");
    }

    @Test
    void doNotMakeAnEventOfTheLargestSizeTooLarge() {
        var topics = new TopicNames("events", PRIORITIES);
        long others = EventRecords.sizeOf(EventRecords.toRecord(event().build(), topics));
        byte[] data = new byte[MAX_EVENT_BYTES - (int) others];

        publish(1, event().data(data).build());

        producer.completeNext();
        assertThat(producer.history().get(0).headers().lastHeader("traceparent")).isNull();
        assertThat(spans.ended()).hasSize(1);
    }

    @Test
    void knowNeitherIdNorSource() {
        publish(1, event().build());

        producer.completeNext();

        assertThat(spans.ended().get(0).getAttributes().asMap().values())
                .doesNotContain("/clients/ada", "secret-id");
    }

    private void publish(double sample, Event event) {
        var publisher =
                new EventPublisher(
                        producer,
                        new KafkaSettings("kafka-1:9092", Map.of()),
                        new PublisherSettings(Duration.ofSeconds(30), Duration.ZERO),
                        new TopicNames("events", PRIORITIES),
                        MAX_EVENT_BYTES,
                        spans.tracing(sample));
        publisher.publish(event).exceptionally(failure -> null);
    }

    private static Event.Builder event() {
        return Event.builder()
                .id("/clients/ada", "secret-id")
                .type("t")
                .channel(new Channel("orders.eu"))
                .priority(PRIORITIES.require("high"));
    }
}
