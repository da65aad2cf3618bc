package io.eventrouter.gateway.feed;

import java.util.function.LongSupplier;

/** Lets something be done at once, and then no more often than that. Confined to one thread. */
final class Pace {
    private final long pauseNanos;
    private final LongSupplier nanoClock;
    private boolean begun;
    private long lastNanos;

    Pace(long pauseNanos, LongSupplier nanoClock) {
        this.pauseNanos = pauseNanos;
        this.nanoClock = nanoClock;
    }

    /** Whether it may be done now; if so, it is taken as done. */
    boolean isDue() {
        long now = nanoClock.getAsLong();
        if (begun && now - lastNanos < pauseNanos) return false;
        begun = true;
        lastNanos = now;
        return true;
    }

    /** The next time is at once. */
    void restart() {
        begun = false;
    }
}
