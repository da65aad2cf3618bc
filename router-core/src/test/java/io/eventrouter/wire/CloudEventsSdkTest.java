package io.eventrouter.wire;

import static io.eventrouter.wire.Records.PRIORITIES;
import static io.eventrouter.wire.Records.bytes;
import static io.eventrouter.wire.Records.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.jackson.JsonFormat;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.eventrouter.event.Channel;
import io.eventrouter.event.Event;
import io.eventrouter.topics.TopicNames;
import io.eventrouter.wire.ReadOutcome.Accepted;
import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The contract as the CloudEvents Java SDK understands it, in both directions. */
class CloudEventsSdkTest {
    private static final TopicNames TOPICS = new TopicNames("events", PRIORITIES);
    private static final CloudEvent FROM_SDK =
            CloudEventBuilder.v1()
                    .withId("a-1")
                    .withSource(URI.create("https://shop.example/orders"))
                    .withType("order.created")
                    .withSubject("Müller 🎉")
                    .withTime(OffsetDateTime.parse("2026-11-24T08:30:00.25+01:00"))
                    .withExtension("channel", "orders.eu")
                    .withExtension("sequence", 7)
                    .withData("application/json", bytes("{\"n\":1.0}"))
                    .build();

    @Test
    void itsBinaryRecordsAreRead() {
        ProducerRecord<Void, byte[]> written =
                KafkaMessageFactory.createWriter("events.high").writeBinary(FROM_SDK);

        Accepted accepted = read(written);

        assertThat(accepted.value()).isEqualTo(bytes("{\"n\":1.0}"));
        assertThat(texts(accepted.headers()))
                .contains(
                        entry("ce_id", "a-1"),
                        entry("ce_source", "https://shop.example/orders"),
                        entry("ce_subject", "Müller 🎉"),
                        entry("ce_time", "2026-11-24T08:30:00.25+01:00"),
                        entry("ce_sequence", "7"),
                        entry("ce_priority", "high"));
    }

    @Test
    void itsStructuredRecordsAreReadAsTheSame() {
        ProducerRecord<Void, byte[]> binary =
                KafkaMessageFactory.createWriter("events.high").writeBinary(FROM_SDK);
        ProducerRecord<Void, byte[]> structured =
                KafkaMessageFactory.createWriter("events.high")
                        .writeStructured(FROM_SDK, new JsonFormat());

        assertThat(texts(read(structured).headers()))
                .containsExactlyInAnyOrderEntriesOf(texts(read(binary).headers()));
        assertThat(read(structured).value()).isEqualTo(bytes("{\"n\":1.0}"));
    }

    @Test
    void itReadsWhatThePublisherWrites() {
        Event event =
                Event.builder()
                        .id("/cli", "7")
                        .type("t")
                        .channel(new Channel("user.7"))
                        .priority(Records.HIGH)
                        .time(Instant.parse("2026-11-24T08:30:00Z"))
                        .expiry(Instant.parse("2026-11-25T08:30:00Z"))
                        .attribute("subject", "Mül")
                        .contentType("text/plain")
                        .data(bytes("hi"))
                        .build();

        ProducerRecord<byte[], byte[]> record = EventRecords.toRecord(event, TOPICS);
        CloudEvent read =
                KafkaMessageFactory.createReader(record.headers(), record.value()).toEvent();

        assertThat(read.getId()).isEqualTo("7");
        assertThat(read.getSource()).isEqualTo(URI.create("/cli"));
        assertThat(read.getTime()).isEqualTo(OffsetDateTime.parse("2026-11-24T08:30:00Z"));
        assertThat(read.getSubject()).isEqualTo("Mül");
        assertThat(read.getDataContentType()).isEqualTo("text/plain");
        assertThat(read.getData().toBytes()).isEqualTo(bytes("hi"));
        assertThat(read.getExtension("channel")).isEqualTo("user.7");
        assertThat(read.getExtension("priority")).isEqualTo("high");
        assertThat(read.getExtension("expirytime")).isEqualTo("2026-11-25T08:30:00Z");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json|{\"a\":[1,\"\\u00e4\"]}",
                "application/shop+json|[]",
                "text/plain;charset=utf-8|\"line\" 1\\n🎉",
                "application/xml|<a b=\"c\"/>",
                "application/octet-stream|raw"
            })
    void itReadsTheEventMessage(String contentType, String data) throws Exception {
        String json =
                Records.binary()
                        .header("content-type", contentType)
                        .header("ce_time", "2026-11-24T08:30:00.123456789-05:30")
                        .header("ce_subject", "\"s\" \\ ä")
                        .header("traceparent", "00-4bf92f3577b34da6-00f067aa0ba902b7-01")
                        .value(data)
                        .json();

        CloudEvent read = new JsonFormat().deserialize(bytes(json));

        assertThat(read.getId()).isEqualTo("a-1");
        assertThat(read.getSource()).isEqualTo(URI.create("/orders"));
        assertThat(read.getType()).isEqualTo("order.created");
        assertThat(read.getSubject()).isEqualTo("\"s\" \\ ä");
        assertThat(read.getTime()).isEqualTo("2026-11-24T08:30:00.123456789-05:30");
        assertThat(read.getExtension("channel")).isEqualTo("orders.eu");
        assertThat(read.getExtension("priority")).isEqualTo("high");
        assertThat(read.getExtension("position")).isEqualTo("3:18446");
        assertThat(read.getDataContentType()).isEqualTo(contentType);
        assertThat(dataOf(read)).isEqualTo(data.replace("\\u00e4", "ä"));
    }

    private static String dataOf(CloudEvent event) {
        return new String(event.getData().toBytes(), java.nio.charset.StandardCharsets.UTF_8);
    }

    private static Accepted read(ProducerRecord<Void, byte[]> record) {
        var source = new SourceRecord("events.high", 0, 0, record.headers(), null, record.value());
        return (Accepted) new PriorityRecordReader(4096).read(source, Records.HIGH);
    }
}
