package io.eventrouter.system.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.system.KafkaFixture;
import io.eventrouter.system.KafkaFixtureExtension;
import io.eventrouter.topics.Lane;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@Timeout(240)
@ExtendWith(KafkaFixtureExtension.class)
class ExpressIT {
    private static final int BACKLOG = 150_000;

    @Test
    void routesCriticalPastABacklogOfLow(KafkaFixture kafka) {
        try (var stage = new MergeStage(kafka, "topics.partitions=1")) {
            stage.publishLoad("low", 0, BACKLOG);
            stage.startRouter();
            stage.awaitRouted(1_000);

            stage.publishLoad("critical", 0, 20);
            stage.routed(Lane.EXPRESS, 0, 20);

            // Critical is through, though it was sent last, and low is not half done.
            assertThat(stage.routedCount() - 20).isLessThan(BACKLOG / 2);
        }
    }

    @Test
    void routesTheSharedLaneDuringAFloodOfCritical(KafkaFixture kafka) throws Exception {
        try (var stage = new MergeStage(kafka, "topics.partitions=1")) {
            stage.publishLoad("critical", 0, BACKLOG);
            stage.publishLoad("low", 0, 100);

            stage.startRouter();

            assertThat(stage.routed(Lane.SHARED, 0, 100)).hasSize(100);
            assertThat(stage.routedCount()).isLessThan(BACKLOG);
        }
    }
}
