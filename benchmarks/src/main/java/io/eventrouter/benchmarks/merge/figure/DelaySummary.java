package io.eventrouter.benchmarks.merge.figure;

import org.HdrHistogram.Histogram;

/**
 * Delays of one measurement.
 *
 * @param histogram in nanoseconds, three significant digits; an event that had not arrived is in it
 *     with the time that it had waited by then, so percentiles are never too low by what was lost
 *     sight of, and are lower bounds where such events reach up to them
 * @param missing how many had not arrived
 */
public record DelaySummary(Histogram histogram, long missing) {
    private static final long HIGHEST_NANOS = 3_600_000_000_000L;
    private static final int DIGITS = 3;

    /** No delays yet. */
    public static Histogram emptyHistogram() {
        return new Histogram(HIGHEST_NANOS, DIGITS);
    }

    /**
     * @param delaysNanos by number of the event; 0 for one that had not arrived
     * @param waitedNanos how long each would have waited by the end of the measurement
     */
    public static DelaySummary of(long[] delaysNanos, long[] waitedNanos) {
        Histogram histogram = emptyHistogram();
        long missing = 0;
        for (int i = 0; i < delaysNanos.length; i++) {
            if (delaysNanos[i] == 0) missing++;
            long delay = delaysNanos[i] == 0 ? Math.max(1, waitedNanos[i]) : delaysNanos[i];
            histogram.recordValue(Math.min(delay, HIGHEST_NANOS));
        }
        return new DelaySummary(histogram, missing);
    }

    /** Milliseconds. */
    public double millis(double percentile) {
        return histogram.getValueAtPercentile(percentile) / 1e6;
    }

    /** 0 to 1. */
    public double missingPart() {
        long all = histogram.getTotalCount();
        return all == 0 ? 0 : (double) missing / all;
    }
}
