package io.eventrouter.trace;

import io.eventrouter.wire.TraceHeaders;
import org.apache.kafka.common.header.Header;

/**
 * The hop's context on a record that is being sent, with the span itself: whoever is told of the
 * acknowledgement finds it there, and a record that is given up takes it along. To Kafka it is a
 * header like any other. Immutable.
 */
@SuppressWarnings("ArrayRecordComponent") // Kafka's own headers are so
record SpanHeader(EventSpan span, byte[] value) implements Header {
    @Override
    public String key() {
        return TraceHeaders.PARENT;
    }
}
