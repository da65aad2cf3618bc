package io.eventrouter.trace;

import io.eventrouter.wire.TraceHeaders;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.slf4j.MDC;

/**
 * The span of one step of one event. It says where the event is and of which level and channel;
 * never who published it, what is in it, or for whom it is.
 *
 * <p>Thread-safe, as spans are. It ends once; what comes later is ignored.
 */
public final class EventSpan {
    private static final AttributeKey<String> PARTITION =
            AttributeKey.stringKey("messaging.destination.partition.id");
    private static final AttributeKey<Long> OFFSET = AttributeKey.longKey("messaging.kafka.offset");
    private static final AttributeKey<String> LEVEL =
            AttributeKey.stringKey("eventrouter.priority");
    private static final AttributeKey<String> CHANNEL =
            AttributeKey.stringKey("eventrouter.channel");
    private static final AttributeKey<String> OUTCOME =
            AttributeKey.stringKey("eventrouter.outcome");
    private static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");

    private static final String TRACE_IN_LOG = "trace_id";
    private static final String SPAN_IN_LOG = "span_id";

    private final Span span;
    private final long startEpochNanos;
    private final long startNanos;

    EventSpan(Span span, long startEpochNanos, long startNanos) {
        this.span = span;
        this.startEpochNanos = startEpochNanos;
        this.startNanos = startNanos;
    }

    /** The one that the record carries since {@link #putInto}; null for none. */
    public static EventSpan of(Headers headers) {
        Header parent = headers.lastHeader(TraceHeaders.PARENT);
        return parent instanceof SpanHeader carried ? carried.span() : null;
    }

    /** Where the event is in the topic that the span names. */
    public EventSpan at(int partition, long offset) {
        span.setAttribute(PARTITION, Integer.toString(partition));
        span.setAttribute(OFFSET, offset);
        return this;
    }

    public EventSpan about(String level, String channel) {
        span.setAttribute(LEVEL, level);
        if (channel != null) span.setAttribute(CHANNEL, channel);
        return this;
    }

    /** A number of our own, such as {@code eventrouter.recipients}. */
    public EventSpan with(String name, long value) {
        span.setAttribute(name, value);
        return this;
    }

    /** What became of the event, where it does not go on. */
    public EventSpan outcome(String text) {
        span.setAttribute(OUTCOME, text);
        return this;
    }

    /** Something happened so long after the start. */
    public EventSpan happened(String name, long nanosAfterStart) {
        span.addEvent(name, startEpochNanos + nanosAfterStart, TimeUnit.NANOSECONDS);
        return this;
    }

    /** The step failed, for a reason of a closed list. */
    public EventSpan failed(String reason) {
        span.setAttribute(ERROR, reason);
        span.setStatus(StatusCode.ERROR);
        return this;
    }

    /** Makes it the hop's context of a record, so that the next step's span belongs to it. */
    public void putInto(Headers headers) {
        byte[] state = TraceHeaders.contextOf(headers).state();
        TraceHeaders.put(headers, new SpanHeader(this, parentText()), state);
    }

    /** What {@link #putInto} adds at most, as {@code event.max-bytes} counts. */
    public int carriedBytes(Headers headers) {
        byte[] state = TraceHeaders.contextOf(headers).state();
        int ofState = state == null ? 0 : TraceHeaders.STATE.length() + state.length;
        return TraceHeaders.PARENT.length() + parentText().length + ofState;
    }

    private byte[] parentText() {
        SpanContext context = span.getSpanContext();
        String flags = context.getTraceFlags().asHex();
        return ("00-" + context.getTraceId() + "-" + context.getSpanId() + "-" + flags)
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Does that, with the span's ids on whatever it logs on this thread. */
    public void whileLogged(Runnable work) {
        MDC.put(TRACE_IN_LOG, span.getSpanContext().getTraceId());
        MDC.put(SPAN_IN_LOG, span.getSpanContext().getSpanId());
        try {
            work.run();
        } finally {
            MDC.remove(TRACE_IN_LOG);
            MDC.remove(SPAN_IN_LOG);
        }
    }

    /** Ends it now. */
    public void end() {
        endAfter(System.nanoTime() - startNanos);
    }

    /** Ends it so long after the start. */
    public void endAfter(long nanosAfterStart) {
        span.end(startEpochNanos + Math.max(0, nanosAfterStart), TimeUnit.NANOSECONDS);
    }
}
