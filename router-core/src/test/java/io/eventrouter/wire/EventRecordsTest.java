package io.eventrouter.wire;

import static io.eventrouter.wire.Records.PRIORITIES;
import static io.eventrouter.wire.Records.bytes;
import static io.eventrouter.wire.Records.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.eventrouter.event.Channel;
import io.eventrouter.event.Event;
import io.eventrouter.event.InvalidEventException;
import io.eventrouter.topics.TopicNames;
import java.time.Instant;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class EventRecordsTest {
    private static final TopicNames TOPICS = new TopicNames("events", PRIORITIES);

    @Test
    void writesABinaryModeEventForTheTopicOfItsPriority() {
        Event event =
                minimal()
                        .time(Instant.parse("2026-11-24T08:30:00Z"))
                        .expiry(Instant.parse("2026-11-24T08:31:00.5Z"))
                        .collapseKey("k")
                        .attribute("subject", "Mül")
                        .contentType("application/json")
                        .data(bytes("{}"))
                        .build();

        ProducerRecord<byte[], byte[]> record = EventRecords.toRecord(event, TOPICS);

        assertThat(record.topic()).isEqualTo("events.high");
        assertThat(record.key()).isEqualTo(bytes("orders.eu"));
        assertThat(record.value()).isEqualTo(bytes("{}"));
        assertThat(record.partition()).isNull();
        assertThat(record.timestamp()).isNull();
        assertThat(texts(record.headers()))
                .containsExactly(
                        entry("ce_specversion", "1.0"),
                        entry("ce_id", "a-1"),
                        entry("ce_source", "/orders"),
                        entry("ce_type", "t"),
                        entry("ce_channel", "orders.eu"),
                        entry("ce_priority", "high"),
                        entry("ce_time", "2026-11-24T08:30:00Z"),
                        entry("ce_expirytime", "2026-11-24T08:31:00.500Z"),
                        entry("ce_collapsekey", "k"),
                        entry("ce_subject", "Mül"),
                        entry("content-type", "application/json"));
    }

    @Test
    void isKeyedByThePartitionKeyWhereThereIsOne() {
        Event event = minimal().attribute("partitionkey", "customer 7").build();

        ProducerRecord<byte[], byte[]> record = EventRecords.toRecord(event, TOPICS);

        assertThat(record.key()).isEqualTo(bytes("customer 7"));
    }

    @Test
    void refusesDataThatTheRouterWouldRefuse() {
        Event event = minimal().contentType("application/json").data(bytes("{")).build();

        assertThatThrownBy(() -> EventRecords.toRecord(event, TOPICS))
                .isInstanceOf(InvalidEventException.class)
                .hasMessageContaining("data");
    }

    @Test
    void refusesMoreAttributesThanTheRouterTakes() {
        Event.Builder builder = minimal();
        for (int i = 0; i < 60; i++) builder.attribute("x" + i, "x");

        assertThatThrownBy(() -> EventRecords.toRecord(builder.build(), TOPICS))
                .isInstanceOf(InvalidEventException.class)
                .hasMessageContaining("64");
    }

    @Test
    void measuresHeadersAndData() {
        Event event = minimal().data(bytes("ä")).build();

        long size = EventRecords.sizeOf(EventRecords.toRecord(event, TOPICS));

        long headers =
                texts(EventRecords.toRecord(event, TOPICS).headers()).entrySet().stream()
                        .mapToLong(e -> e.getKey().length() + e.getValue().length())
                        .sum();
        assertThat(size).isEqualTo(headers + 2);
    }

    private static Event.Builder minimal() {
        return Event.builder()
                .id("/orders", "a-1")
                .type("t")
                .channel(new Channel("orders.eu"))
                .priority(Records.HIGH);
    }
}
