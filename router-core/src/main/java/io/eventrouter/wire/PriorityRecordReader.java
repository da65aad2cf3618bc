package io.eventrouter.wire;

import io.eventrouter.event.EventId;
import io.eventrouter.event.InvalidEventException;
import io.eventrouter.event.Priority;
import io.eventrouter.wire.ReadOutcome.Accepted;
import io.eventrouter.wire.ReadOutcome.Rejected;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * Reads a record of a priority topic (binary CloudEvent, structured CloudEvent or bare record) and
 * turns it into its routed form. Never throws, whatever a record holds. Immutable but for caches,
 * and thread-safe.
 *
 * <p>It is on the merge's hot path: headers are judged as bytes, and those that stay are handed on
 * as they are. What an attribute must be, and what happens to one given twice, is in {@link
 * RecordAttributes}; what JSON is taken, in {@link JsonText}. A {@code ce_position} is left out:
 * only the routed topic can say what the position is. So is the router's own {@code er_source}.
 */
public final class PriorityRecordReader {
    /** Room for any key that {@link io.eventrouter.event.Event#key()} can give. */
    static final int MAX_KEY_BYTES = 4096;

    /**
     * Kafka frames each header with some bytes that {@code event.max-bytes} does not count. With
     * more headers than these an event could be more than the routed topic takes, whose limit has
     * room for 16 KiB beside it ({@link io.eventrouter.topics.MessageLimits}).
     */
    static final int MAX_HEADERS = 1_000;

    private final int maxEventBytes;
    private final AtomicReferenceArray<PriorityHeader> priorityHeaders =
            new AtomicReferenceArray<>(Priority.MAX_LEVELS);
    private final RecentlyValid sources =
            new RecentlyValid(source -> EventId.isUriReference(Utf8.decode(source)));

    private record PriorityHeader(Priority priority, Header header) {}

    /**
     * @param maxEventBytes the largest event, headers and data
     */
    public PriorityRecordReader(int maxEventBytes) {
        this.maxEventBytes = maxEventBytes;
    }

    /**
     * @param priority the level of the topic that it was read from
     */
    public ReadOutcome read(SourceRecord record, Priority priority) {
        try {
            return accept(record, priority);
        } catch (RejectedException e) {
            return new Rejected(e.reason(), e.getMessage());
        } catch (RuntimeException e) {
            return new Rejected(
                    RejectReason.UNREADABLE,
                    "a fault of the router, please report: " + e.getClass().getName());
        }
    }

    private Accepted accept(SourceRecord record, Priority priority) {
        Header[] headers = record.headers().toArray();
        checkSize(record, headers);
        var attributes = RecordAttributes.of(headers);
        byte[] data = record.value();
        if (attributes.has(KnownHeader.SPECVERSION)) {
            EventContext.require(attributes, RejectReason.BAD_ATTRIBUTE);
            EventContext.settleChannel(attributes, null);
            settleContentType(attributes, data);
        } else if (isStructured(attributes)) {
            data = readStructured(attributes, data);
            EventContext.require(attributes, RejectReason.BAD_STRUCTURED_EVENT);
            EventContext.settleChannel(attributes, null);
        } else {
            EventContext.complete(attributes, record);
            EventContext.settleChannel(attributes, record.key());
            settleContentType(attributes, data);
        }
        EventContext.check(attributes, sources);
        settlePriority(attributes, priority);
        attributes.drop(KnownHeader.POSITION);
        attributes.drop(KnownHeader.ROUTER_SOURCE);
        return new Accepted(attributes.toHeaders(), data, EventContext.expiryMillis(attributes));
    }

    private void checkSize(SourceRecord record, Header[] headers) {
        if (headers.length > MAX_HEADERS)
            throw new RejectedException(
                    RejectReason.TOO_LARGE, headers.length + " headers: at most " + MAX_HEADERS);
        if (!RecordSize.isWithin(headers, record.value(), maxEventBytes))
            throw new RejectedException(
                    RejectReason.TOO_LARGE,
                    RecordSize.of(headers, record.value())
                            + " bytes of headers and data: at most "
                            + maxEventBytes);
        if (record.key() != null && record.key().length > MAX_KEY_BYTES)
            throw new RejectedException(
                    RejectReason.TOO_LARGE,
                    "a key of " + record.key().length + " bytes: at most " + MAX_KEY_BYTES);
    }

    private static boolean isStructured(RecordAttributes attributes) {
        byte[] contentType = attributes.get(KnownHeader.CONTENT_TYPE);
        if (contentType == null) return false;
        MediaType type = MediaType.of(contentType);
        if (!type.isCloudEvent()) return false;
        if (!type.isCloudEventJson())
            throw badStructured("of structured events only application/cloudevents+json is read");
        if (!type.isUtf8()) throw badStructured("the charset of the content type is not UTF-8");
        return true;
    }

    private static byte[] readStructured(RecordAttributes attributes, byte[] value) {
        if (value == null) throw badStructured("there is no value");
        StructuredEvent event;
        try {
            event = StructuredReader.read(value);
        } catch (InvalidEventException e) {
            if (e.attribute().equals("data"))
                throw new RejectedException(RejectReason.BAD_DATA, e.getMessage());
            throw badStructured(e.getMessage());
        }
        event.attributes().forEach(attributes::addOrMatch);
        attributes.replaceContentType(event.contentType());
        return event.data();
    }

    private static RejectedException badStructured(String detail) {
        return new RejectedException(RejectReason.BAD_STRUCTURED_EVENT, detail);
    }

    private static void settleContentType(RecordAttributes attributes, byte[] data) {
        if (data == null) return;
        byte[] contentType = attributes.get(KnownHeader.CONTENT_TYPE);
        if (contentType == null) {
            attributes.add(KnownHeader.CONTENT_TYPE, Utf8.encode(ContentTypes.of(data)));
            return;
        }
        Optional<String> fault = MediaType.of(contentType).faultOf(data);
        if (fault.isPresent())
            throw new RejectedException(RejectReason.BAD_DATA, "data: " + fault.get());
    }

    private void settlePriority(RecordAttributes attributes, Priority priority) {
        byte[] named = attributes.get(KnownHeader.PRIORITY);
        if (named == null) {
            attributes.add(KnownHeader.PRIORITY, priorityHeader(priority));
        } else if (!equalsAscii(named, priority.name())) {
            throw new RejectedException(
                    RejectReason.PRIORITY_MISMATCH,
                    "the event says "
                            + InvalidEventException.quote(Utf8.decode(named))
                            + ", its topic is that of "
                            + priority.name());
        }
    }

    private static boolean equalsAscii(byte[] bytes, String ascii) {
        if (bytes.length != ascii.length()) return false;
        for (int i = 0; i < bytes.length; i++) if (bytes[i] != ascii.charAt(i)) return false;
        return true;
    }

    private Header priorityHeader(Priority priority) {
        PriorityHeader kept = priorityHeaders.get(priority.rank());
        if (kept != null && kept.priority.equals(priority)) return kept.header;
        var header = new RecordHeader(CloudEventHeaders.PRIORITY, Utf8.encode(priority.name()));
        priorityHeaders.set(priority.rank(), new PriorityHeader(priority, header));
        return header;
    }
}
