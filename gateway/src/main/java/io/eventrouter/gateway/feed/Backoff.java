package io.eventrouter.gateway.feed;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How long to wait after failures: 100 ms, then twice as long each time, up to 5 s; nothing after a
 * success. Confined to the thread that retries.
 */
public final class Backoff {
    private static final long FIRST_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final LongSupplier nanoClock;
    private long delayNanos;
    private long startedNanos;

    public Backoff(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    public void failed() {
        delayNanos = delayNanos == 0 ? FIRST_NANOS : Math.min(delayNanos * 2, LONGEST_NANOS);
        startedNanos = nanoClock.getAsLong();
    }

    public void succeeded() {
        delayNanos = 0;
    }

    /** How much of the wait is left; 0 or less for none. */
    public long remainingNanos() {
        return delayNanos == 0 ? 0 : delayNanos - (nanoClock.getAsLong() - startedNanos);
    }
}
