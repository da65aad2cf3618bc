package io.eventrouter.benchmarks.merge.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DelaySummaryTest {
    private static final long MILLI = 1_000_000;

    @Test
    void takesPercentilesInMilliseconds() {
        long[] delays = LongStream.rangeClosed(1, 1_000).map(n -> n * MILLI).toArray();

        var summary = DelaySummary.of(delays, new long[1_000]);

        assertThat(summary.millis(50)).isEqualTo(500, within(1.0));
        assertThat(summary.millis(99)).isEqualTo(990, within(1.0));
        assertThat(summary.missingPart()).isZero();
    }

    @Test
    void countsWhatHasNotArrivedWithTheTimeThatItHasWaited() {
        long[] delays = {MILLI, MILLI, 0, 0};
        long[] waited = {9 * MILLI, 9 * MILLI, 8 * MILLI, 7 * MILLI};

        var summary = DelaySummary.of(delays, waited);

        assertThat(summary.missing()).isEqualTo(2);
        assertThat(summary.missingPart()).isEqualTo(0.5);
        assertThat(summary.millis(100)).isEqualTo(8, within(0.01));
    }
}
