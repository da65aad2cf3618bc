package io.eventrouter.gateway.trace;

import io.eventrouter.trace.EventSpan;
import io.eventrouter.trace.Step;
import io.eventrouter.trace.Tracing;
import io.eventrouter.wire.RoutedRecord;

/** Begins the spans of events that a gateway has read. Immutable and thread-safe. */
public final class DispatchSpans {
    /** None. */
    public static final DispatchSpans NONE = new DispatchSpans(Tracing.off());

    private final Tracing tracing;

    public DispatchSpans(Tracing tracing) {
        this.tracing = tracing;
    }

    /**
     * That event was read now.
     *
     * @param workers who dispatch it
     * @param nowNanos by the workers' clock
     * @return null for nearly all: those that are not sampled
     */
    public DispatchSpan read(RoutedRecord event, int workers, long nowNanos) {
        var record = event.record();
        EventSpan span = tracing.begin(Step.DISPATCH, record.topic(), record.headers());
        if (span == null) return null;
        span.at(record.partition(), record.offset())
                .about(event.priority().name(), event.channel().name());
        return new DispatchSpan(span, workers, nowNanos);
    }
}
