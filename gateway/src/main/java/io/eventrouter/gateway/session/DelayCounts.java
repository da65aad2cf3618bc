package io.eventrouter.gateway.session;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How long events took from their publication to a socket, by level, as one worker counts them: it
 * does so for each delivery, and so without a clock, a lock or a shared counter.
 *
 * <p>Its worker's thread adds; any thread reads, a moment late perhaps.
 */
final class DelayCounts {
    private static final long[] BOUNDS_MILLIS = {
        1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000
    };

    /** By rank and then by bucket; the last bucket has no bound. */
    private final AtomicLongArray counts;

    /** By rank. */
    private final AtomicLongArray sums;

    DelayCounts(int levels) {
        counts = new AtomicLongArray(levels * buckets());
        sums = new AtomicLongArray(levels);
    }

    private static int buckets() {
        return BOUNDS_MILLIS.length + 1;
    }

    /** The greatest delay of each bucket, in seconds; the last is infinite. */
    static double[] boundsSeconds() {
        var bounds = new double[buckets()];
        for (int i = 0; i < BOUNDS_MILLIS.length; i++) bounds[i] = BOUNDS_MILLIS[i] / 1_000.0;
        bounds[BOUNDS_MILLIS.length] = Double.POSITIVE_INFINITY;
        return bounds;
    }

    /** An event is handed to a socket; a publisher's clock that is ahead counts as no delay. */
    void add(int rank, long delayMillis) {
        int bucket = 0;
        while (bucket < BOUNDS_MILLIS.length && delayMillis > BOUNDS_MILLIS[bucket]) bucket++;
        more(counts, rank * buckets() + bucket, 1);
        more(sums, rank, Math.max(0, delayMillis));
    }

    /** One thread alone writes. */
    private static void more(AtomicLongArray array, int i, long more) {
        array.setOpaque(i, array.getPlain(i) + more);
    }

    /** Adds what was counted for a level to those counts, one for each bucket. */
    void addTo(long[] sum, int rank) {
        for (int i = 0; i < sum.length; i++) sum[i] += counts.getOpaque(rank * buckets() + i);
    }

    /** All delays of a level, in milliseconds. */
    long sumMillis(int rank) {
        return sums.getOpaque(rank);
    }
}
