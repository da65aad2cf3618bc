package io.eventrouter.wire;

import static io.eventrouter.wire.RejectedException.badAttribute;

import io.eventrouter.event.Channel;
import io.eventrouter.event.EventId;
import io.eventrouter.event.InvalidEventException;
import java.util.Arrays;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * The rules for the attributes that every event has, and what stands in for them on a bare record.
 * Stateless.
 */
final class EventContext {
    private static final byte[] VERSION = Utf8.encode("1.0");
    private static final Header VERSION_HEADER =
            new RecordHeader(CloudEventHeaders.SPECVERSION, VERSION);
    private static final Header BARE_TYPE =
            new RecordHeader(CloudEventHeaders.TYPE, Utf8.encode("eventrouter.record"));

    /** W3C Trace Context's limit for the longer of the two, {@code tracestate}. */
    private static final int MAX_TRACE_BYTES = 512;

    private EventContext() {}

    /**
     * Requires what CloudEvents requires.
     *
     * @param reason what it is when one is missing
     */
    static void require(RecordAttributes attributes, RejectReason reason) {
        require(attributes, KnownHeader.SPECVERSION, reason);
        if (!isVersion(attributes.get(KnownHeader.SPECVERSION)))
            throw new RejectedException(reason, "specversion: only 1.0 is read");
        require(attributes, KnownHeader.ID, reason);
        require(attributes, KnownHeader.SOURCE, reason);
        require(attributes, KnownHeader.TYPE, reason);
    }

    private static void require(
            RecordAttributes attributes, KnownHeader header, RejectReason reason) {
        if (!attributes.has(header))
            throw new RejectedException(reason, header.attribute() + ": is missing");
    }

    private static boolean isVersion(byte[] specversion) {
        return Arrays.equals(specversion, VERSION);
    }

    /** Gives a bare record the attributes that no header of its names. */
    static void complete(RecordAttributes attributes, SourceRecord record) {
        attributes.add(KnownHeader.SPECVERSION, VERSION_HEADER);
        if (!attributes.has(KnownHeader.ID))
            attributes.add(
                    KnownHeader.ID,
                    Utf8.encode(record.topic() + ":" + record.partition() + ":" + record.offset()));
        if (!attributes.has(KnownHeader.SOURCE))
            attributes.add(KnownHeader.SOURCE, Utf8.encode("/kafka/" + record.topic()));
        if (!attributes.has(KnownHeader.TYPE)) attributes.add(KnownHeader.TYPE, BARE_TYPE);
        adopt(attributes, KnownHeader.PLAIN_TRACEPARENT, KnownHeader.TRACEPARENT);
        adopt(attributes, KnownHeader.PLAIN_TRACESTATE, KnownHeader.TRACESTATE);
    }

    private static void adopt(RecordAttributes attributes, KnownHeader from, KnownHeader to) {
        byte[] value = attributes.get(from);
        if (!attributes.has(to) && isTrace(value)) attributes.add(to, value);
    }

    /** Whether a W3C trace header can be an attribute. One that can't is ignored, as W3C asks. */
    static boolean isTrace(byte[] value) {
        return value != null
                && value.length > 0
                && value.length <= MAX_TRACE_BYTES
                && Utf8.isCleanText(value);
    }

    /** Checks what the attributes say that are there. */
    static void check(RecordAttributes attributes, RecentlyValid uriReferences) {
        checkLength(attributes, KnownHeader.ID);
        checkLength(attributes, KnownHeader.SOURCE);
        checkUri(attributes, KnownHeader.SOURCE, uriReferences);
        checkUri(attributes, KnownHeader.DATASCHEMA, uriReferences);
        checkTime(attributes, KnownHeader.TIME);
        checkTime(attributes, KnownHeader.EXPIRYTIME);
    }

    private static void checkLength(RecordAttributes attributes, KnownHeader header) {
        byte[] value = attributes.get(header);
        if (value.length > EventId.MAX_LENGTH && Utf8.decode(value).length() > EventId.MAX_LENGTH)
            throw badAttribute(
                    header.key(), "must have 1 to " + EventId.MAX_LENGTH + " characters");
    }

    private static void checkUri(
            RecordAttributes attributes, KnownHeader header, RecentlyValid uriReferences) {
        byte[] value = attributes.get(header);
        if (value != null && !uriReferences.test(value))
            throw badAttribute(header.key(), "is not a URI reference");
    }

    private static void checkTime(RecordAttributes attributes, KnownHeader header) {
        byte[] value = attributes.get(header);
        if (value != null && Rfc3339.parse(value).isEmpty())
            throw badAttribute(
                    header.key(), "is not a time such as 2026-11-24T08:30:00.25Z (RFC 3339)");
    }

    /** After which the event must not be delivered; {@link Long#MAX_VALUE} for never. */
    static long expiryMillis(RecordAttributes attributes) {
        byte[] expiry = attributes.get(KnownHeader.EXPIRYTIME);
        return expiry == null ? Long.MAX_VALUE : Rfc3339.parse(expiry).orElseThrow().toEpochMilli();
    }

    /**
     * Sets the channel, from the attribute, else from the plain header, else from the key.
     *
     * @param key null where a key is not the channel
     */
    static void settleChannel(RecordAttributes attributes, byte[] key) {
        byte[] named = attributes.get(KnownHeader.CHANNEL);
        if (named != null) {
            checkChannel(named);
            return;
        }
        byte[] plain = attributes.get(KnownHeader.PLAIN_CHANNEL);
        byte[] found = plain == null ? key : plain;
        if (found == null || (plain == null && found.length == 0))
            throw new RejectedException(
                    RejectReason.NO_CHANNEL,
                    "neither ce_channel nor channel, nor a key that could be the channel");
        checkChannel(found);
        attributes.add(KnownHeader.CHANNEL, found);
    }

    private static void checkChannel(byte[] name) {
        try {
            new Channel(Utf8.decode(name));
        } catch (InvalidEventException e) {
            throw new RejectedException(RejectReason.BAD_CHANNEL, e.getMessage());
        }
    }
}
