package io.eventrouter.gateway.session;

import io.eventrouter.gateway.feed.RoutedEvent;
import io.eventrouter.gateway.trace.SpanPart;
import io.eventrouter.wire.RoutedRecord;

/**
 * An event on its way to the sessions of one worker; one object for all of them. It is encoded when
 * the first session takes it, and lets go of the record then, unless it is to keep it. Confined to
 * its worker's thread.
 */
final class Delivery implements Waiting {
    private final int rank;
    private final long publishedMillis;
    private final long expiryMillis;
    private final long offset;
    private final CollapseKey collapseKey;
    private final EventTrace trace;
    private RoutedEvent event;
    private EventFrame frame;
    private boolean keepsRecord;

    /**
     * @param trace counts what becomes of it; null where nobody will ask
     */
    Delivery(RoutedEvent event, EventTrace trace) {
        this.trace = trace;
        rank = event.rank();
        publishedMillis = event.record().publishedMillis();
        expiryMillis = event.record().expiryMillis();
        offset = event.record().position().offset();
        collapseKey = CollapseKey.of(event);
        this.event = event;
    }

    @Override
    public Delivery delivery() {
        return this;
    }

    /** What it replaces, and is replaced by; null for nothing. */
    CollapseKey collapseKey() {
        return collapseKey;
    }

    /** Of two with the same collapse key: whether this one makes the other obsolete. */
    boolean isNewerThan(Delivery other) {
        return offset > other.offset;
    }

    /** It was handed to a socket. */
    void wasSent() {
        if (trace != null) trace.sent();
    }

    void wasDropped(DropReason reason) {
        if (trace != null) trace.dropped(reason);
    }

    int rank() {
        return rank;
    }

    /** Epoch milliseconds. */
    long publishedMillis() {
        return publishedMillis;
    }

    /** Epoch milliseconds. */
    long expiryMillis() {
        return expiryMillis;
    }

    boolean isExpired(long nowMillis) {
        return nowMillis > expiryMillis;
    }

    /** The message, whose bytes all workers share. */
    EventFrame frame() {
        if (frame == null) {
            SpanPart span = trace == null ? null : trace.span();
            frame = new EventFrame(event.record().priority(), event.json(), span);
            if (!keepsRecord) event = null;
        }
        return frame;
    }

    /** Keeps the record, for sessions that may have to give the event up. */
    void keepRecord() {
        keepsRecord = true;
    }

    /** Null unless it was kept. */
    RoutedRecord record() {
        return keepsRecord ? event.record() : null;
    }

    boolean isEncoded() {
        return frame != null;
    }

    int bytes() {
        return frame().bytes();
    }
}
