package io.eventrouter.merge.streams;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * Carries a record's own timestamp past Kafka Streams, which knows the record by its start tag. A
 * header is added when the record becomes the head of its queue, and taken off before anything else
 * looks at the record. Stateless.
 */
final class CarriedTimestamp {
    private static final String HEADER = "er_timestamp";

    private CarriedTimestamp() {}

    /** A header that is never written, so it needs no bytes; a sender cannot make one. */
    private record Carrier(long timestamp) implements Header {
        @Override
        public String key() {
            return HEADER;
        }

        @Override
        public byte[] value() {
            return new byte[0];
        }
    }

    static void add(Headers headers, long timestamp) {
        headers.add(new Carrier(timestamp));
    }

    /**
     * Takes it off, with any header of that name that a sender wrote.
     *
     * @param otherwise for a record that was written without a timestamp: Kafka marks it by a
     *     negative one, which a producer does not take
     */
    static long take(Headers headers, long otherwise) {
        Header header = headers.lastHeader(HEADER);
        headers.remove(HEADER);
        return header instanceof Carrier carrier && carrier.timestamp >= 0
                ? carrier.timestamp
                : otherwise;
    }
}
