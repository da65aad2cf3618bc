package io.eventrouter.merge.streams;

import io.eventrouter.event.Priority;
import io.eventrouter.trace.EventSpan;
import io.eventrouter.trace.Step;
import io.eventrouter.trace.Tracing;
import io.eventrouter.wire.CloudEventHeaders;
import io.eventrouter.wire.RejectReason;
import io.eventrouter.wire.SourceRecord;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * The spans of a lane: one for each sampled event, from when it is its turn until Kafka has
 * acknowledged it, or until it is known not to go on. The routed record carries it, so nothing has
 * to be remembered for a record that is lost on the way. Thread-safe: it does not change.
 */
final class RouteSpans {
    static final RouteSpans NONE = new RouteSpans(Tracing.off());

    private final Tracing tracing;

    RouteSpans(Tracing tracing) {
        this.tracing = tracing;
    }

    /**
     * An event is about to be written.
     *
     * @param routed its headers, which get the span's context
     */
    void routing(SourceRecord source, Priority level, Headers routed) {
        EventSpan span = begin(source, level, routed);
        if (span != null) span.putInto(routed);
    }

    /** Kafka has it, or not. */
    void acknowledged(RecordMetadata where, Exception failure, Headers routed) {
        if (!tracing.isOn()) return;
        EventSpan span = EventSpan.of(routed);
        if (span == null) return;
        if (failure == null) span.with("eventrouter.routed.offset", where.offset());
        else span.failed(failure.getClass().getSimpleName());
        span.with("eventrouter.routed.partition", where.partition()).end();
    }

    /** An event is not routed although it could be. */
    void dropped(SourceRecord source, Priority level, Headers routed, String reason) {
        EventSpan span = begin(source, level, routed);
        if (span != null) span.outcome(reason).end();
    }

    /** A record becomes a dead letter. */
    void buried(SourceRecord source, Priority level, RejectReason reason) {
        EventSpan span = begin(source, level, source.headers());
        if (span != null) span.outcome("dead-letter").failed(reason.text()).end();
    }

    private EventSpan begin(SourceRecord source, Priority level, Headers headers) {
        EventSpan span = tracing.begin(Step.ROUTE, source.topic(), headers);
        return span == null
                ? null
                : span.at(source.partition(), source.offset())
                        .about(level.name(), channelOf(headers));
    }

    /** Null where a record that cannot be read names none. */
    private static String channelOf(Headers headers) {
        Header channel = headers.lastHeader(CloudEventHeaders.CHANNEL);
        return channel == null || channel.value() == null
                ? null
                : new String(channel.value(), StandardCharsets.UTF_8);
    }
}
