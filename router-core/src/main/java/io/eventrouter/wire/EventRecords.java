package io.eventrouter.wire;

import io.eventrouter.event.Event;
import io.eventrouter.event.InvalidEventException;
import io.eventrouter.topics.TopicNames;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Writes events as binary-mode CloudEvents. Stateless. */
public final class EventRecords {
    private EventRecords() {}

    /**
     * The record for the topic of the event's priority, keyed by {@link Event#key()}. The router
     * will take it, if it is not {@linkplain #sizeOf too large}.
     *
     * @throws InvalidEventException when its content type says JSON, and its data is not, or it has
     *     more than 64 attributes
     */
    public static ProducerRecord<byte[], byte[]> toRecord(Event event, TopicNames topics) {
        checkData(event);
        var headers = new RecordHeaders();
        add(headers, CloudEventHeaders.SPECVERSION, "1.0");
        add(headers, CloudEventHeaders.ID, event.id().id());
        add(headers, CloudEventHeaders.SOURCE, event.id().source());
        add(headers, CloudEventHeaders.TYPE, event.type());
        add(headers, CloudEventHeaders.CHANNEL, event.channel().name());
        add(headers, CloudEventHeaders.PRIORITY, event.priority().name());
        event.time().ifPresent(t -> add(headers, CloudEventHeaders.TIME, t.toString()));
        event.expiry().ifPresent(t -> add(headers, CloudEventHeaders.EXPIRYTIME, t.toString()));
        event.collapseKey().ifPresent(k -> add(headers, CloudEventHeaders.COLLAPSEKEY, k));
        event.attributes()
                .forEach((name, text) -> add(headers, CloudEventHeaders.PREFIX + name, text));
        event.contentType().ifPresent(type -> add(headers, CloudEventHeaders.CONTENT_TYPE, type));
        if (headers.toArray().length > RecordAttributes.MOST_ATTRIBUTES)
            throw new InvalidEventException(
                    "event", "more than " + RecordAttributes.MOST_ATTRIBUTES + " attributes");
        return new ProducerRecord<>(
                topics.priorityTopic(event.priority()),
                null,
                null,
                Utf8.encode(event.key()),
                event.data(),
                headers);
    }

    /** What counts towards {@code event.max-bytes}: headers and data, in bytes. */
    public static long sizeOf(ProducerRecord<byte[], byte[]> record) {
        return RecordSize.of(record.headers().toArray(), record.value());
    }

    private static void checkData(Event event) {
        if (event.data() == null || event.contentType().isEmpty()) return;
        MediaType.of(event.contentType().get())
                .faultOf(event.data())
                .ifPresent(
                        fault -> {
                            throw new InvalidEventException("data", fault);
                        });
    }

    private static void add(Headers headers, String name, String text) {
        headers.add(name, Utf8.encode(text));
    }
}
