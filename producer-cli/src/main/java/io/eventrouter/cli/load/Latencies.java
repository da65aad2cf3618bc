package io.eventrouter.cli.load;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/**
 * How long something took, many times. Any thread records; one thread reads: the sums of what it
 * has taken are its own.
 */
final class Latencies {
    private static final long LEAST_NANOS = 1_000;
    private static final long MOST_NANOS = 86_400_000_000_000L;
    private static final int DIGITS = 3;

    private final Recorder recorder = new Recorder(LEAST_NANOS, MOST_NANOS, DIGITS);
    private final Histogram all = new Histogram(LEAST_NANOS, MOST_NANOS, DIGITS);
    private Histogram recycled;

    /** More than a day counts as a day. */
    void record(long nanos) {
        recorder.recordValue(Math.min(Math.max(nanos, 0), MOST_NANOS));
    }

    /** Of all that was recorded so far. To be called by one thread at a time. */
    Quantiles quantiles() {
        recycled = recorder.getIntervalHistogram(recycled);
        all.add(recycled);
        return new Quantiles(
                all.getTotalCount(),
                all.getValueAtPercentile(50),
                all.getValueAtPercentile(99),
                all.getValueAtPercentile(99.9),
                all.getMaxValue());
    }
}
