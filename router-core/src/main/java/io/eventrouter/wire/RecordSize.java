package io.eventrouter.wire;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.utils.Utils;

/** What counts towards {@code event.max-bytes}: headers, names and values, and data. Stateless. */
final class RecordSize {
    /** The most bytes that one {@code char} can take. */
    private static final int MAX_UTF8 = 3;

    private RecordSize() {}

    /** In bytes. */
    static long of(Header[] headers, byte[] data) {
        long bytes = lengthOf(data);
        for (Header header : headers)
            bytes += Utils.utf8Length(header.key()) + lengthOf(header.value());
        return bytes;
    }

    /** Whether it is no more than that; mostly without looking at names. */
    static boolean isWithin(Header[] headers, byte[] data, long most) {
        long bound = lengthOf(data);
        for (Header header : headers)
            bound += (long) MAX_UTF8 * header.key().length() + lengthOf(header.value());
        return bound <= most || of(headers, data) <= most;
    }

    private static long lengthOf(byte[] bytes) {
        return bytes == null ? 0 : bytes.length;
    }
}
