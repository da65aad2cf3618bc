package io.eventrouter.wire;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * The two places that a record has for a trace context. {@code ce_traceparent} is the event's:
 * where its way began, which nobody changes. The plain {@code traceparent} is the hop's: who wrote
 * this record. A frame has the former, and the latter only where there is no former. Stateless.
 */
public final class TraceHeaders {
    /** The hop's context. */
    public static final String PARENT = "traceparent";

    /** What belongs to it. */
    public static final String STATE = "tracestate";

    private TraceHeaders() {}

    /** A context as a record has it; both are null where there is none. */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    public record Context(byte[] parent, byte[] state) {}

    /** The context that the next span belongs to: the hop's, else the event's; null for none. */
    public static byte[] parentOf(Headers headers) {
        byte[] hop = value(headers, PARENT);
        if (TraceParent.isValid(hop)) return hop;
        byte[] origin = value(headers, CloudEventHeaders.TRACEPARENT);
        return TraceParent.isValid(origin) ? origin : null;
    }

    /** The same, with the state that belongs to it, if that is one. */
    public static Context contextOf(Headers headers) {
        byte[] hop = value(headers, PARENT);
        if (TraceParent.isValid(hop)) return new Context(hop, state(headers, STATE));
        byte[] origin = parentOf(headers);
        return origin == null
                ? new Context(null, null)
                : new Context(origin, state(headers, CloudEventHeaders.TRACESTATE));
    }

    private static byte[] state(Headers headers, String name) {
        byte[] state = value(headers, name);
        return EventContext.isTrace(state) ? state : null;
    }

    /**
     * Makes that the hop's context. What the event came with becomes the event's own, if it had
     * none: so the frame stays as it would have been.
     *
     * @param parent named {@value #PARENT}
     * @param state null for none
     */
    public static void put(Headers headers, Header parent, byte[] state) {
        keep(headers);
        headers.remove(PARENT);
        headers.remove(STATE);
        headers.add(parent);
        if (state != null) headers.add(new RecordHeader(STATE, state));
    }

    private static void keep(Headers headers) {
        keep(headers, PARENT, CloudEventHeaders.TRACEPARENT);
        keep(headers, STATE, CloudEventHeaders.TRACESTATE);
    }

    private static void keep(Headers headers, String plain, String attribute) {
        byte[] hop = value(headers, plain);
        if (EventContext.isTrace(hop) && headers.lastHeader(attribute) == null)
            headers.add(new RecordHeader(attribute, hop));
    }

    private static byte[] value(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null ? null : header.value();
    }
}
