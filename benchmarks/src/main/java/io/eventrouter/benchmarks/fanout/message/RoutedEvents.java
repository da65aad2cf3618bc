package io.eventrouter.benchmarks.fanout.message;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** Events as records of the routed topic, with the headers that the router writes. Stateless. */
public final class RoutedEvents {
    private static final byte[] SOURCE = bytes(EventText.SOURCE);
    private static final byte[] TYPE = bytes(EventText.TYPE);
    private static final byte[] VERSION = bytes("1.0");
    private static final byte[] CONTENT_TYPE = bytes(EventText.CONTENT_TYPE);

    private RoutedEvents() {}

    /** As a producer sends it. */
    public static ProducerRecord<byte[], byte[]> produced(
            String topic, int partition, String level, String channel, long number, byte[] data) {
        return new ProducerRecord<>(
                topic, partition, bytes(channel), data, headers(level, channel, number));
    }

    /** As a consumer reads it, published now. */
    public static ConsumerRecord<byte[], byte[]> consumed(
            String topic, int partition, long offset, String level, String channel, byte[] data) {
        byte[] key = bytes(channel);
        return new ConsumerRecord<>(
                topic,
                partition,
                offset,
                System.currentTimeMillis(),
                TimestampType.CREATE_TIME,
                key.length,
                data.length,
                key,
                data,
                headers(level, channel, offset),
                Optional.empty());
    }

    private static Headers headers(String level, String channel, long number) {
        var headers = new RecordHeaders();
        headers.add("ce_specversion", VERSION);
        headers.add("ce_id", bytes(EventText.id(number)));
        headers.add("ce_source", SOURCE);
        headers.add("ce_type", TYPE);
        headers.add("ce_channel", bytes(channel));
        headers.add("ce_priority", bytes(level));
        headers.add("content-type", CONTENT_TYPE);
        headers.add("er_source", bytes("0:" + number));
        return headers;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(US_ASCII);
    }
}
