package io.eventrouter.wire;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.utils.Utils;

/** What counts towards {@code event.max-bytes}: headers, names and values, and data. Stateless. */
final class RecordSize {
    private RecordSize() {}

    /** In bytes. */
    static long of(Iterable<Header> headers, byte[] data) {
        long bytes = data == null ? 0 : data.length;
        for (Header header : headers) bytes += of(header);
        return bytes;
    }

    static long of(Header header) {
        byte[] value = header.value();
        return (long) Utils.utf8Length(header.key()) + (value == null ? 0 : value.length);
    }
}
