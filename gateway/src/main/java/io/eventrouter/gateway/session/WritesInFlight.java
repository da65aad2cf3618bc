package io.eventrouter.gateway.session;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The sessions whose write has begun and not ended, with the moment by which it must. All have the
 * same time-out, so the order in which they began is that of their deadlines, and no session needs
 * a timer. Confined to its worker's thread.
 */
final class WritesInFlight {
    private final long timeoutNanos;
    private final Map<LiveSession, Long> deadlines = new LinkedHashMap<>();

    WritesInFlight(long timeoutNanos) {
        this.timeoutNanos = timeoutNanos;
    }

    /** A write of that session has begun, or is granted another time-out. */
    void begun(LiveSession session, long nowNanos) {
        deadlines.put(session, nowNanos + timeoutNanos);
    }

    /**
     * For how long its write has been in flight, or since it was granted another time-out; -1
     * without one.
     */
    long nanosSince(LiveSession session, long nowNanos) {
        Long deadline = deadlines.get(session);
        return deadline == null ? -1 : Math.max(0, nowNanos - (deadline - timeoutNanos));
    }

    void ended(LiveSession session) {
        deadlines.remove(session);
    }

    /** Takes out one whose time is over, or returns null. */
    LiveSession pollOverdue(long nowNanos) {
        if (nanosLeft(nowNanos) > 0) return null;
        LiveSession first = deadlines.keySet().iterator().next();
        deadlines.remove(first);
        return first;
    }

    /** Until the first deadline; {@link Long#MAX_VALUE} when no write is in flight. */
    long nanosLeft(long nowNanos) {
        return deadlines.isEmpty()
                ? Long.MAX_VALUE
                : Math.max(0, deadlines.values().iterator().next() - nowNanos);
    }
}
