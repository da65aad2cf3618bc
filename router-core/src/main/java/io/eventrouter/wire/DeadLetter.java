package io.eventrouter.wire;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * A record that cannot be routed or that a client never acknowledged, as it is kept for whoever
 * looks at it: key, value and headers as they came, with headers that say why and where from. Where
 * that would be more than the topic takes (a compressed record can be far larger than the topic's
 * limit), what is too much is left out and the letter says so; the record is still at its source.
 *
 * @param key may be null
 * @param value may be null
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record DeadLetter(Headers headers, byte[] key, byte[] value) {
    private static final Set<String> ANNOTATIONS =
            Set.of(
                    RouterHeaders.REASON,
                    RouterHeaders.DETAIL,
                    RouterHeaders.SOURCE_TOPIC,
                    RouterHeaders.SOURCE_PARTITION,
                    RouterHeaders.SOURCE_OFFSET,
                    RouterHeaders.SOURCE_TIMESTAMP);

    private static final String ALL = "key,headers,value";
    private static final int LONGEST_DETAIL = 500;

    /** Kafka's framing of a batch of one record, at most. */
    private static final int FRAMING = 128;

    /** Kafka's framing of a header, at most. */
    private static final int HEADER_FRAMING = 10;

    /**
     * @param publishedMillis the record's own timestamp
     * @param maxBytes what the dead-letter topic takes
     */
    public static DeadLetter of(
            SourceRecord record,
            long publishedMillis,
            RejectReason reason,
            String detail,
            int maxBytes) {
        var whole = new RecordHeaders(record.headers());
        annotate(whole, record, publishedMillis, reason, detail);
        long bytes = FRAMING + size(whole) + size(record.key());
        if (bytes + size(record.value()) <= maxBytes)
            return new DeadLetter(whole, record.key(), record.value());
        if (bytes + HEADER_FRAMING + 32 <= maxBytes)
            return new DeadLetter(omitting("value", whole), record.key(), null);
        var bare = new RecordHeaders();
        annotate(bare, record, publishedMillis, reason, detail);
        return new DeadLetter(omitting(ALL, bare), null, null);
    }

    /** A letter that was refused, less all but what says why and where from. */
    public static DeadLetter stripped(Headers refused) {
        var own = new RecordHeaders();
        for (Header header : refused) if (ANNOTATIONS.contains(header.key())) own.add(header);
        return new DeadLetter(omitting(ALL, own), null, null);
    }

    /** Whether those are the headers of a letter with nothing left to leave out. */
    public static boolean isStripped(Headers headers) {
        Header omitted = headers.lastHeader(RouterHeaders.OMITTED);
        return omitted != null && ALL.equals(new String(omitted.value(), StandardCharsets.UTF_8));
    }

    /** For that topic; its key says which partition. */
    public ProducerRecord<byte[], byte[]> toRecord(String topic) {
        return new ProducerRecord<>(topic, null, key, value, headers);
    }

    private static void annotate(
            Headers headers,
            SourceRecord record,
            long publishedMillis,
            RejectReason reason,
            String detail) {
        set(headers, RouterHeaders.REASON, reason.text());
        set(headers, RouterHeaders.DETAIL, shortened(detail));
        set(headers, RouterHeaders.SOURCE_TOPIC, record.topic());
        set(headers, RouterHeaders.SOURCE_PARTITION, Integer.toString(record.partition()));
        set(headers, RouterHeaders.SOURCE_OFFSET, Long.toString(record.offset()));
        set(headers, RouterHeaders.SOURCE_TIMESTAMP, Long.toString(publishedMillis));
    }

    private static Headers omitting(String what, Headers headers) {
        set(headers, RouterHeaders.OMITTED, what);
        return headers;
    }

    private static void set(Headers headers, String name, String value) {
        headers.remove(name);
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static String shortened(String detail) {
        return detail.length() <= LONGEST_DETAIL
                ? detail
                : detail.substring(0, LONGEST_DETAIL) + "…";
    }

    private static long size(Headers headers) {
        long bytes = 0;
        for (Header header : headers)
            bytes +=
                    HEADER_FRAMING
                            + header.key().getBytes(StandardCharsets.UTF_8).length
                            + size(header.value());
        return bytes;
    }

    private static long size(byte[] bytes) {
        return bytes == null ? 0 : bytes.length;
    }
}
