package io.eventrouter.gateway;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/** Time that passes when a test says so: both of the wall and for time-outs. */
public final class ManualClock implements InstantSource, LongSupplier {
    private long nanos = RoutedRecords.PUBLISHED_MILLIS * 1_000_000;

    public void pass(Duration duration) {
        nanos += duration.toNanos();
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(nanos / 1_000_000);
    }

    @Override
    public long getAsLong() {
        return nanos;
    }
}
