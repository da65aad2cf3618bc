package io.eventrouter.gateway.session;

import java.time.Duration;

/**
 * How fast a gateway that stops closes its sessions: evenly over a window, so that the gateways
 * that take them over see the same number each second; faster where there are few. Immutable.
 */
final class DrainPace {
    /** Slower than this, nobody gains anything. */
    private static final long LONGEST_INTERVAL_NANOS = 10_000_000;

    private final long windowNanos;
    private final int workers;

    /**
     * @param workers each closes its own sessions at its own interval, and all add up to the pace
     */
    DrainPace(Duration window, int workers) {
        windowNanos = window.toNanos();
        this.workers = workers;
    }

    /**
     * From one close of a worker to the next.
     *
     * @param sessions of that worker
     */
    long intervalNanos(int sessions) {
        return Math.min(windowNanos / Math.max(1, sessions), LONGEST_INTERVAL_NANOS * workers);
    }
}
