package io.eventrouter.benchmarks.fanout.load;

import io.eventrouter.benchmarks.fanout.message.EventText;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * What has arrived: all deliveries in a count, and the delays of those events that were published
 * within a window. Confined to the loop's thread.
 */
final class Tally {
    private static final int LEVELS = 10;
    private static final long HIGHEST_NANOS = 3_600_000_000_000L;
    private static final int DIGITS = 3;

    private final List<Histogram> delays = new ArrayList<>();
    private long deliveries;
    private long from = Long.MIN_VALUE;
    private long to = Long.MAX_VALUE;

    Tally() {
        for (int i = 0; i < LEVELS; i++) delays.add(new Histogram(HIGHEST_NANOS, DIGITS));
    }

    void delivered(ByteBuffer message, long nowNanos) {
        deliveries++;
        long at = EventText.atNanos(message);
        if (at < from || at >= to) return;
        long delay = Math.max(1, Math.min(nowNanos - at, HIGHEST_NANOS));
        delays.get(EventText.rank(message)).recordValue(delay);
    }

    /** Forgets the delays; from now on only those of events published from then to then count. */
    void begin(long fromNanos, long toNanos) {
        delays.forEach(Histogram::reset);
        from = fromNanos;
        to = toNanos;
    }

    /** Events published from then on do not count. */
    void end(long toNanos) {
        to = toNanos;
    }

    /** Since the process began. */
    long deliveries() {
        return deliveries;
    }

    /** In nanoseconds; what is counted later shows in it. */
    Histogram delays(int rank) {
        return delays.get(rank);
    }

    int levels() {
        return LEVELS;
    }
}
