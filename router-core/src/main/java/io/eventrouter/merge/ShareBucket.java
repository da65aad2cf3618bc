package io.eventrouter.merge;

import java.util.concurrent.atomic.AtomicLong;

/**
 * A token bucket that is filled by the work of others instead of by time: each record of theirs
 * earns {@code share / (1 - share)} tokens, and a record of one's own takes one. So one's own are
 * that share of the whole at most, whatever the capacity is, plus a burst of {@value #BURST}.
 *
 * <p>Thread-safe without a lock: both sides use it at once.
 */
public final class ShareBucket {
    /** Tokens that it holds at most, and at first. */
    public static final int BURST = 1_000;

    /** Parts of a token, so that small shares are counted without rounding errors that matter. */
    private static final long UNITS = 1L << 20;

    private final long earned;
    private final AtomicLong units = new AtomicLong(BURST * UNITS);

    /**
     * @param share above 0, below 1
     */
    public ShareBucket(double share) {
        if (!(share > 0 && share < 1))
            throw new IllegalArgumentException("share " + share + ": above 0, below 1 is allowed");
        this.earned = (long) Math.min(BURST * UNITS, UNITS * share / (1 - share));
    }

    /** Another's record was served. */
    public void earn() {
        long now = units.get();
        while (now < BURST * UNITS) {
            long more = Math.min(BURST * UNITS, now + earned);
            if (units.compareAndSet(now, more)) return;
            now = units.get();
        }
    }

    /** Takes a token; false when there is none. */
    public boolean tryTake() {
        long now = units.get();
        while (now >= UNITS) {
            if (units.compareAndSet(now, now - UNITS)) return true;
            now = units.get();
        }
        return false;
    }
}
