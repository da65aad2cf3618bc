package io.eventrouter.gateway.session;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What one worker counts: in plain fields where it counts every delivery. A step of the worker may
 * deliver thousands of events, and pays for shared counters once, when it {@linkplain #publish
 * publishes}.
 *
 * <p>Confined to its worker's thread, but for the totals, which any thread reads as they were
 * published last.
 */
final class ShardMeters {
    private final SessionMeters meters;
    private final DispatchFigures figures;
    private final DelayCounts delays;
    private final long[] out;
    private long sessions;
    private long subscriptions;
    private long queueEvents;
    private long queueBytes;
    private long unackedEvents;
    private long unackedBytes;
    private boolean pressed;
    private long ackingSessions;
    private long fullSessions;
    private boolean counted;
    private final AtomicLong publishedSessions = new AtomicLong();
    private final AtomicLong publishedSubscriptions = new AtomicLong();
    private final AtomicLong publishedQueueEvents = new AtomicLong();
    private final AtomicLong publishedQueueBytes = new AtomicLong();
    private final AtomicLong publishedUnackedEvents = new AtomicLong();
    private final AtomicLong publishedUnackedBytes = new AtomicLong();
    private volatile boolean publishedPressed;
    private final AtomicLong publishedAckingSessions = new AtomicLong();
    private final AtomicLong publishedFullSessions = new AtomicLong();

    ShardMeters(SessionMeters meters, int levels) {
        this(meters, levels, null);
    }

    /**
     * @param figures told of each event by one of the workers; null for the others
     */
    ShardMeters(SessionMeters meters, int levels, DispatchFigures figures) {
        this.meters = meters;
        this.figures = figures;
        delays = new DelayCounts(levels);
        out = new long[levels];
    }

    /**
     * @param events by rank
     */
    void written(int[] events) {
        for (int rank = 0; rank < events.length; rank++) out[rank] += events[rank];
        counted = true;
    }

    /**
     * @param events by rank
     */
    void dropped(int[] events, DropReason reason) {
        for (int rank = 0; rank < events.length; rank++)
            for (int i = 0; i < events[rank]; i++) dropped(rank, reason);
    }

    void dropped(int rank, DropReason reason) {
        meters.dropped(rank, reason);
    }

    /** An event is offered to whoever wants it. */
    void dispatched(int rank, long delayMillis) {
        if (figures != null) figures.dispatched(rank, delayMillis);
    }

    /** An event is handed to a socket; a publisher's clock that is ahead counts as no delay. */
    void sent(int rank, long delayMillis) {
        delays.add(rank, delayMillis);
    }

    void queued(int events, long bytes) {
        queueEvents += events;
        queueBytes += bytes;
        counted = true;
    }

    void unacked(int events, long bytes) {
        unackedEvents += events;
        unackedBytes += bytes;
        counted = true;
    }

    /** Whether more events come than go. */
    void pressed(boolean isSo) {
        if (pressed == isSo) return;
        pressed = isSo;
        counted = true;
    }

    /** So many more sessions acknowledge. */
    void acking(int more) {
        ackingSessions += more;
        counted = true;
    }

    /** So many more sessions owe as much as they may. */
    void full(int more) {
        fullSessions += more;
        counted = true;
    }

    void opened() {
        sessions++;
        counted = true;
    }

    void ended() {
        sessions--;
        counted = true;
    }

    /** Shows what was counted since the last time. */
    void publish(long presentSubscriptions) {
        if (!counted && subscriptions == presentSubscriptions) return;
        counted = false;
        subscriptions = presentSubscriptions;
        publishedSessions.lazySet(sessions);
        publishedSubscriptions.lazySet(subscriptions);
        publishedQueueEvents.lazySet(queueEvents);
        publishedQueueBytes.lazySet(queueBytes);
        publishedUnackedEvents.lazySet(unackedEvents);
        publishedUnackedBytes.lazySet(unackedBytes);
        publishedPressed = pressed;
        publishedAckingSessions.lazySet(ackingSessions);
        publishedFullSessions.lazySet(fullSessions);
        for (int rank = 0; rank < out.length; rank++)
            if (out[rank] != 0) meters.out(rank, out[rank]);
        Arrays.fill(out, 0);
    }

    /** Of all that was sent. */
    DelayCounts delays() {
        return delays;
    }

    boolean isPressed() {
        return publishedPressed;
    }

    long sessions() {
        return publishedSessions.get();
    }

    long subscriptions() {
        return publishedSubscriptions.get();
    }

    long queueEvents() {
        return publishedQueueEvents.get();
    }

    long queueBytes() {
        return publishedQueueBytes.get();
    }

    long unackedEvents() {
        return publishedUnackedEvents.get();
    }

    long unackedBytes() {
        return publishedUnackedBytes.get();
    }

    long ackingSessions() {
        return publishedAckingSessions.get();
    }

    long fullSessions() {
        return publishedFullSessions.get();
    }
}
