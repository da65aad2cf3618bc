package io.eventrouter.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.eventrouter.event.Priorities;
import io.eventrouter.event.Priority;
import io.eventrouter.wire.ReadOutcome.Accepted;
import io.eventrouter.wire.ReadOutcome.Rejected;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** A record of the topic events.high, partition 2, offset 7, put together header by header. */
final class Records {
    static final Priorities PRIORITIES = Priorities.standard();
    static final Priority HIGH = PRIORITIES.require("high");
    static final int MAX_EVENT_BYTES = 4096;
    static final long PUBLISHED_MILLIS = 1_700_000_000_000L;

    private final List<Header> headers = new ArrayList<>();
    private byte[] key;
    private byte[] value;

    static Records bare() {
        return new Records();
    }

    /** With all that CloudEvents and routing require. */
    static Records binary() {
        return new Records()
                .header("ce_specversion", "1.0")
                .header("ce_id", "a-1")
                .header("ce_source", "/orders")
                .header("ce_type", "order.created")
                .header("ce_channel", "orders.eu");
    }

    static Records structured(String json) {
        return new Records()
                .header("content-type", "application/cloudevents+json; charset=UTF-8")
                .value(json);
    }

    Records header(String name, String text) {
        return header(name, text == null ? null : text.getBytes(UTF_8));
    }

    Records header(String name, byte[] bytes) {
        headers.add(new RecordHeader(name, bytes));
        return this;
    }

    int headerCount() {
        return headers.size();
    }

    Records without(String name) {
        headers.removeIf(h -> h.key().equals(name));
        return this;
    }

    /** In the place of the one there was. */
    Records replacing(String name, String text) {
        headers.replaceAll(h -> h.key().equals(name) ? new RecordHeader(name, bytes(text)) : h);
        return this;
    }

    Records key(String text) {
        return key(bytes(text));
    }

    Records key(byte[] bytes) {
        key = bytes;
        return this;
    }

    Records value(String text) {
        return value(bytes(text));
    }

    Records value(byte[] bytes) {
        value = bytes;
        return this;
    }

    static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    ReadOutcome read() {
        return read(new PriorityRecordReader(MAX_EVENT_BYTES));
    }

    ReadOutcome read(PriorityRecordReader reader) {
        var source = new SourceRecord("events.high", 2, 7, new RecordHeaders(headers), key, value);
        return reader.read(source, HIGH);
    }

    Accepted accepted() {
        ReadOutcome outcome = read();
        if (outcome instanceof Accepted accepted) return accepted;
        throw new AssertionError(outcome.toString());
    }

    Rejected rejected() {
        ReadOutcome outcome = read();
        if (outcome instanceof Rejected rejected) return rejected;
        throw new AssertionError("was accepted");
    }

    /** As text by name, in order; fails on a name that comes twice. */
    static Map<String, String> texts(Headers headers) {
        var texts = new LinkedHashMap<String, String>();
        for (Header header : headers)
            if (texts.put(header.key(), new String(header.value(), UTF_8)) != null)
                throw new AssertionError(header.key() + " is there twice");
        return texts;
    }

    /** The record that the merge would write for it, at 3:18446 of the routed topic. */
    ConsumerRecord<byte[], byte[]> routed() {
        Accepted accepted = accepted();
        return consumed(accepted.headers(), key, accepted.value());
    }

    /** The headers as they are, at that place, whoever wrote it. */
    ConsumerRecord<byte[], byte[]> unread() {
        return consumed(new RecordHeaders(headers), key, value);
    }

    static ConsumerRecord<byte[], byte[]> consumed(Headers headers, byte[] key, byte[] value) {
        return new ConsumerRecord<>(
                "events.routed",
                3,
                18_446,
                PUBLISHED_MILLIS,
                TimestampType.CREATE_TIME,
                key == null ? -1 : key.length,
                value == null ? -1 : value.length,
                key,
                value,
                headers,
                Optional.empty());
    }

    String json() {
        return new String(RoutedRecord.read(routed(), PRIORITIES).orElseThrow().toJson(), UTF_8);
    }
}
