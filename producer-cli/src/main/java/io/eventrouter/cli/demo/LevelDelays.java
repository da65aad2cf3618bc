package io.eventrouter.cli.demo;

import io.eventrouter.event.Priority;
import org.HdrHistogram.Histogram;

/**
 * How the events of one level fared.
 *
 * @param delays from publishing to arrival, nanoseconds; of those that arrived
 */
public record LevelDelays(Priority priority, int sent, Histogram delays) {
    private static final long LONGEST_NANOS = 3_600_000_000_000L;
    private static final int DIGITS = 3;

    static Histogram emptyHistogram() {
        return new Histogram(LONGEST_NANOS, DIGITS);
    }

    public long arrived() {
        return delays.getTotalCount();
    }

    /** The delay that this part of the events did not exceed, in nanoseconds; 0 without any. */
    public long atPercentile(double percentile) {
        return delays.getValueAtPercentile(percentile);
    }
}
