package io.eventrouter.gateway.console;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Whether somebody looks: somebody has asked within the last ten seconds. Thread-safe. */
final class Interest {
    private static final long LASTS_NANOS = Duration.ofSeconds(10).toNanos();

    private final LongSupplier nanoTime;
    private final AtomicLong lastAsked;

    Interest(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        lastAsked = new AtomicLong(nanoTime.getAsLong() - LASTS_NANOS - 1);
    }

    /** Somebody asks. */
    void asked() {
        lastAsked.set(nanoTime.getAsLong());
    }

    boolean lasts() {
        return nanoTime.getAsLong() - lastAsked.get() <= LASTS_NANOS;
    }
}
