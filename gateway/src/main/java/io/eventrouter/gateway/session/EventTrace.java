package io.eventrouter.gateway.session;

import io.eventrouter.event.Channel;
import io.eventrouter.event.Position;
import io.eventrouter.event.Priority;
import io.eventrouter.gateway.feed.RoutedEvent;
import io.eventrouter.gateway.trace.SpanPart;
import io.eventrouter.wire.CloudEventHeaders;
import io.eventrouter.wire.RoutedRecord;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.apache.kafka.common.header.Header;

/**
 * What one worker did with an event: to how many sessions it was sent, for how many it was dropped
 * and why. It holds none of the payload. Confined to its worker's thread.
 */
final class EventTrace {
    private static final byte[] NOTHING = {};

    private final byte[] id;
    private final byte[] source;
    private final Position position;
    private final Priority priority;
    private final Channel channel;
    private final long publishedMillis;
    private final long dispatchedMillis;
    private final SpanPart span;
    private int sessions;
    private int sent;
    private Map<DropReason, Integer> dropped = Map.of();

    EventTrace(RoutedEvent event, long dispatchedMillis) {
        this(event, dispatchedMillis, null);
    }

    /**
     * @param span counts with it; null where the event is not traced
     */
    EventTrace(RoutedEvent event, long dispatchedMillis, SpanPart span) {
        this.span = span;
        RoutedRecord record = event.record();
        id = header(record, CloudEventHeaders.ID);
        source = header(record, CloudEventHeaders.SOURCE);
        position = record.position();
        priority = record.priority();
        channel = record.channel();
        publishedMillis = record.publishedMillis();
        this.dispatchedMillis = dispatchedMillis;
    }

    private static byte[] header(RoutedRecord record, String name) {
        Header header = record.record().headers().lastHeader(name);
        return header == null || header.value() == null ? NOTHING : header.value();
    }

    Position position() {
        return position;
    }

    /** The worker's part of the event's span; null where it is not traced. */
    SpanPart span() {
        return span;
    }

    /** So many sessions want it. */
    void offered(int more) {
        sessions += more;
        if (span != null) span.offered(more);
    }

    /** It was handed to a socket. */
    void sent() {
        sent++;
    }

    void dropped(DropReason reason) {
        if (span != null) span.wasDropped();
        if (dropped.isEmpty()) dropped = new EnumMap<>(DropReason.class);
        dropped.merge(reason, 1, Integer::sum);
    }

    /**
     * @param anySource null for any
     */
    boolean isOf(byte[] anId, byte[] anySource) {
        return Arrays.equals(id, anId) && (anySource == null || Arrays.equals(source, anySource));
    }

    long dispatchedMillis() {
        return dispatchedMillis;
    }

    DeliveryReport report() {
        return new DeliveryReport(
                new String(id, StandardCharsets.UTF_8),
                new String(source, StandardCharsets.UTF_8),
                position,
                priority.name(),
                channel.name(),
                publishedMillis,
                dispatchedMillis,
                sessions,
                sent,
                DeliveryReport.byName(dropped));
    }
}
