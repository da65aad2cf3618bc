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
    private static final int BACKLOG = 50_000;

    /** So few that no machine works the backlog off before the other lane has had its turn. */
    private static final int BYTES_PER_SECOND = 200_000;

    @Test
    void routesCriticalPastABacklogOfLow(KafkaFixture kafka) {
        try (var stage = new MergeStage(kafka, "topics.partitions=1");
                var brake = new ProducerBrake(stage.admin());
                var afterwards = new MergeStage(stage.settings())) {
            stage.publishLoad("low", 0, BACKLOG);
            brake.limitEachProducerTo(BYTES_PER_SECOND);
            stage.startRouter();
            stage.awaitRouted(1_000);

            afterwards.publishLoad("critical", 0, 20);
            stage.routed(Lane.EXPRESS, 0, 20);

            // Critical is through, though it was sent last, and low is not half done.
            assertThat(stage.routedCount() - 20).isLessThan(BACKLOG / 2);
        }
    }

    @Test
    void routesTheSharedLaneDuringAFloodOfCritical(KafkaFixture kafka) {
        try (var stage = new MergeStage(kafka, "topics.partitions=1");
                var brake = new ProducerBrake(stage.admin())) {
            stage.publishLoad("critical", 0, BACKLOG);
            stage.publishLoad("low", 0, 100);
            brake.limitEachProducerTo(BYTES_PER_SECOND);

            stage.startRouter();

            assertThat(stage.routed(Lane.SHARED, 0, 100)).hasSize(100);
            assertThat(stage.routedCount()).isLessThan(BACKLOG);
        }
    }
}
