package io.eventrouter.wire;

import org.apache.kafka.common.header.Headers;

/** What became of reading a record of a priority topic. */
public sealed interface ReadOutcome {
    /**
     * It is an event, and this is its routed form: binary mode, {@code ce_priority} and {@code
     * ce_channel} set. The key goes along unchanged.
     *
     * @param headers fresh; the caller may add to them
     * @param value the data; null when the event has none. When the content type is JSON it has
     *     been validated
     * @param expiryMillis after which it must not be delivered, epoch milliseconds; {@link
     *     Long#MAX_VALUE} for never
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Accepted(Headers headers, byte[] value, long expiryMillis) implements ReadOutcome {}

    /**
     * It cannot be read.
     *
     * @param detail one sentence for whoever looks at the dead letter; never any payload
     */
    record Rejected(RejectReason reason, String detail) implements ReadOutcome {}
}
