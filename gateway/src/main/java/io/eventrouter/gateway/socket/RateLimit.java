package io.eventrouter.gateway.socket;

import java.util.concurrent.atomic.AtomicLong;

/**
 * A rate with a burst, by the generic cell rate algorithm (ITU-T I.371): a state is one number, the
 * moment at which all that was let through so far would have been due at the even rate. So a
 * session's limit costs eight bytes, which matters at tens of thousands of sessions; a bucket of a
 * library costs hundreds.
 *
 * <p>Immutable; a state is confined to whoever keeps it, unless it is in an {@link AtomicLong}.
 *
 * @param intervalNanos between two at the even rate
 * @param burstNanos how far ahead of the even rate one may get
 */
record RateLimit(long intervalNanos, long burstNanos) {
    /** What {@link #next} answers when it is too much. */
    static final long EXCEEDED = Long.MIN_VALUE;

    private static final long SECOND = 1_000_000_000L;

    /**
     * @param perSecond at least 1
     * @param burst how many may come at once, at least 1
     */
    static RateLimit of(int perSecond, int burst) {
        long interval = SECOND / perSecond;
        return new RateLimit(interval, interval * burst);
    }

    /** The state of one that has used nothing yet. */
    long initial(long nowNanos) {
        return nowNanos;
    }

    /** The state after one more, or {@link #EXCEEDED}. */
    long next(long state, long nowNanos) {
        long due = state - nowNanos < 0 ? nowNanos : state;
        long after = due + intervalNanos;
        return after - nowNanos > burstNanos ? EXCEEDED : after;
    }

    /** Takes one of a state that threads share; false when it is too much. */
    boolean take(AtomicLong state, long nowNanos) {
        while (true) {
            long before = state.get();
            long after = next(before, nowNanos);
            if (after == EXCEEDED) return false;
            if (state.compareAndSet(before, after)) return true;
        }
    }
}
