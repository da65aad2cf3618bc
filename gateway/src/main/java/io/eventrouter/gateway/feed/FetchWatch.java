package io.eventrouter.gateway.feed;

import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * Notices a consumer that is cut off. Its polls return nothing and report nothing then, exactly as
 * on a quiet topic; but on a quiet topic brokers answer a fetch every {@code fetch.max.wait.ms}.
 * Confined to the feed thread.
 */
final class FetchWatch {
    /** Many times the longest wait between two answers, and above a leader's fail-over. */
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(15);

    private final DoubleSupplier fetchesAnswered;
    private final LongSupplier nanoClock;
    private double lastCount = -1;
    private long lastNanos;

    /**
     * @param fetchesAnswered a count that grows with every answer; NaN when it is not known
     */
    FetchWatch(DoubleSupplier fetchesAnswered, LongSupplier nanoClock) {
        this.fetchesAnswered = fetchesAnswered;
        this.nanoClock = nanoClock;
    }

    /**
     * @param paused whether the consumer does not fetch at present by our own wish
     * @return whether no fetch was answered for too long
     */
    boolean isCutOff(boolean paused) {
        double count = fetchesAnswered.getAsDouble();
        if (Double.isNaN(count)) return false;
        long now = nanoClock.getAsLong();
        if (paused || count != lastCount) {
            lastCount = count;
            lastNanos = now;
        }
        return now - lastNanos > LIMIT_NANOS;
    }
}
