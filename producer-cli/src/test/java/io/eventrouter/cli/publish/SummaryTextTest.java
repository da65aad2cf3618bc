package io.eventrouter.cli.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.event.Priorities;
import io.eventrouter.event.Priority;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SummaryTextTest {
    private static final Priorities LEVELS = Priorities.standard();

    @Test
    void tellsHowManyOfEachLevelWereAcknowledged() {
        var report = report(Map.of("critical", 12L, "low", 4_000L), 0, true);

        String text = SummaryText.of(report, LEVELS);

        assertThat(text)
                .isEqualTo(
                        "4,012 events acknowledged in 1.24s (critical 12, high 0, normal 0, low"
                                + " 4,000)");
    }

    @Test
    void tellsThatItStoppedAtAFailure() {
        var report = report(Map.of("low", 1L), 1, false);

        String text = SummaryText.of(report, LEVELS);

        assertThat(text)
                .startsWith("1 event acknowledged")
                .endsWith("; 1 failed, and no more was read (--keep-going goes on)");
    }

    @Test
    void tellsThatItWasStopped() {
        var report = report(Map.of("low", 5L), 0, false);

        String text = SummaryText.of(report, LEVELS);

        assertThat(text).endsWith("; stopped before the end of the input");
    }

    private static PublishReport report(Map<String, Long> counts, long failed, boolean complete) {
        var byLevel = new TreeMap<Priority, Long>();
        counts.forEach((name, count) -> byLevel.put(LEVELS.require(name), count));
        return new PublishReport(byLevel, failed, complete, Duration.ofMillis(1_240));
    }
}
