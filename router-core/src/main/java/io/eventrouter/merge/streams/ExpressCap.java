package io.eventrouter.merge.streams;

import io.eventrouter.merge.ShareBucket;
import io.eventrouter.topics.Lane;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Holds the express lane of this process to a share of what both lanes route, while the shared lane
 * has a backlog, and only then: where the shared lane keeps up or stands still, nobody is helped by
 * holding express back.
 *
 * <p>A backlog is more than {@value #BACKLOG} records that wait on the brokers, seen by a shared
 * consumer within the last second. A record that has no token waits for one, for two milliseconds
 * at most, and then goes without. So critical events never stand still, 500 a second and thread
 * pass whatever happens, and no thread comes near the time after which its group would give it up.
 *
 * <p>Thread-safe: the bucket is, and the rest is a time that only grows.
 */
final class ExpressCap {
    private static final int BACKLOG = 500;
    private static final Duration LAPSE = Duration.ofSeconds(1);
    private static final long LONGEST_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
    private static final long LOOK_NANOS = TimeUnit.MICROSECONDS.toNanos(200);

    private final ShareBucket bucket;
    private final Timer held;
    private final LongSupplier nanoTime;
    private final LongConsumer park;
    private volatile long backlogUntilNanos;

    ExpressCap(double share, MeterRegistry registry) {
        this(share, registry, System::nanoTime, LockSupport::parkNanos);
    }

    /**
     * @param park waits for so many nanoseconds
     */
    ExpressCap(double share, MeterRegistry registry, LongSupplier nanoTime, LongConsumer park) {
        this.bucket = new ShareBucket(share);
        this.nanoTime = nanoTime;
        this.park = park;
        this.backlogUntilNanos = nanoTime.getAsLong();
        this.held =
                Timer.builder("eventrouter.router.express.held")
                        .description("How long events of the express lane were held to its cap")
                        .register(registry);
    }

    LanePace of(Lane lane) {
        return lane == Lane.EXPRESS ? this::express : new Shared();
    }

    /** The lane that it protects. */
    private final class Shared implements LanePace {
        @Override
        public void next() {
            bucket.earn();
        }

        @Override
        public boolean watchesLag() {
            return true;
        }

        @Override
        public void lag(long records) {
            if (records > BACKLOG) backlogUntilNanos = nanoTime.getAsLong() + LAPSE.toNanos();
        }
    }

    private void express() {
        if (bucket.tryTake() || !isBehind()) return;
        long begin = nanoTime.getAsLong();
        long waited;
        do {
            park.accept(LOOK_NANOS);
            waited = nanoTime.getAsLong() - begin;
        } while (waited < LONGEST_WAIT_NANOS && !bucket.tryTake() && isBehind());
        held.record(waited, TimeUnit.NANOSECONDS);
    }

    private boolean isBehind() {
        return nanoTime.getAsLong() - backlogUntilNanos < 0;
    }
}
