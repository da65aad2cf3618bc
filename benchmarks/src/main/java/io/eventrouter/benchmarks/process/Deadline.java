package io.eventrouter.benchmarks.process;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A moment by which something must have happened, on the monotonic clock. Immutable. */
public final class Deadline {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    private final long atNanos;

    private Deadline(long atNanos) {
        this.atNanos = atNanos;
    }

    public static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    public boolean passed() {
        return leftNanos() <= 0;
    }

    /** Not negative. */
    public long leftNanos() {
        return Math.max(0, atNanos - System.nanoTime());
    }

    /** Returns at the deadline, or earlier when the thread is interrupted. */
    public void await() {
        while (!passed() && !Thread.currentThread().isInterrupted())
            LockSupport.parkNanos(leftNanos());
    }

    /**
     * Returns when the condition holds; it is looked at every 20 ms.
     *
     * @param what for the message
     * @throws BenchmarkException when it did not hold in time, or the thread is interrupted
     */
    public void await(String what, BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            if (passed()) throw new BenchmarkException("waited in vain for " + what);
            if (Thread.currentThread().isInterrupted())
                throw new BenchmarkException("interrupted while waiting for " + what);
            LockSupport.parkNanos(Math.min(leftNanos(), LOOK_AGAIN.toNanos()));
        }
    }
}
