package io.eventrouter.system.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventrouter.system.KafkaFixture;
import io.eventrouter.system.KafkaFixtureExtension;
import java.time.Duration;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(240)
@ExtendWith(KafkaFixtureExtension.class)
class ExpressCapIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int LOW = 40_000;
    private static final int CRITICAL = 120_000;

    /** What may be under way between being routed and being counted, in both lanes. */
    private static final double UNDER_WAY = 10_000;

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 1})
    void keepsAFloodOfCriticalEventsToItsPartWhileTheSharedLaneHasABacklog(
            double cap, KafkaFixture kafka) {
        try (var stage = new MergeStage(kafka, "router.express-cap=" + cap)) {
            for (int p = 0; p < 2; p++) {
                stage.publishLoad("critical", p, CRITICAL);
                stage.publishLoad("low", p, LOW);
            }
            stage.startRouter();
            awaitLow(LOW / 4, stage);
            double criticalBefore = routed("critical", stage);
            double lowBefore = routed("low", stage);

            awaitLow(3 * LOW / 2, stage);

            double critical = routed("critical", stage) - criticalBefore;
            double low = routed("low", stage) - lowBefore;
            stage.awaitRouted(2 * (CRITICAL + LOW));
            assertThat(stage.routedCount()).isEqualTo(2 * (CRITICAL + LOW));
            if (cap < 1)
                assertThat(critical).isLessThanOrEqualTo(low * cap / (1 - cap) + UNDER_WAY);
            System.out.printf(
                    "[MEASURED] express-cap %.1f: %.0f critical beside %.0f low%n",
                    cap, critical, low);
        }
    }

    private static void awaitLow(int count, MergeStage stage) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> routed("low", stage) >= count);
    }

    private static double routed(String level, MergeStage stage) {
        return stage.counter("eventrouter.router.routed", "level", level);
    }
}
