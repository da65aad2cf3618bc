package io.eventrouter.gateway.session;

import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * The time as one worker sees it: read once for a step or an event, not for every session. Confined
 * to its worker's thread.
 */
final class WorkerClock {
    private final InstantSource wallClock;
    private final LongSupplier nanoClock;
    private long millis;
    private long nanos;

    WorkerClock(InstantSource wallClock, LongSupplier nanoClock) {
        this.wallClock = wallClock;
        this.nanoClock = nanoClock;
        refresh();
    }

    void refresh() {
        millis = wallClock.millis();
        nanos = nanoClock.getAsLong();
    }

    /** Epoch milliseconds, for what the event's sender wrote. */
    long millis() {
        return millis;
    }

    /** For time-outs. */
    long nanos() {
        return nanos;
    }
}
