package io.eventrouter.system.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.eventrouter.merge.streams.LaneInUseException;
import io.eventrouter.merge.streams.Router;
import io.eventrouter.system.KafkaFixture;
import io.eventrouter.system.KafkaFixtureExtension;
import io.eventrouter.topics.Lane;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@Timeout(180)
@ExtendWith(KafkaFixtureExtension.class)
class LaneSwitchIT {
    private static final String EXPRESS = "critical:express,low:1";
    private static final String WEIGHTED = "critical:8,low:1";

    @Test
    void goesOnWhereTheOtherLaneLeftOff(KafkaFixture kafka) {
        try (var stage = new MergeStage(kafka, "levels=" + EXPRESS)) {
            routeAndStop(stage, EXPRESS, 100, 100);

            routeAndStop(stage, WEIGHTED, 50, 150);

            assertThat(stage.routed(Lane.EXPRESS, 0, 100)).hasSize(100);
            assertThat(stage.routed(Lane.SHARED, 0, 50))
                    .extracting(r -> MergeStage.header(r, "er_source"))
                    .startsWith("0:100")
                    .endsWith("0:149");
            assertThat(stage.committed(Lane.EXPRESS, "critical")).isEmpty();
            assertThat(stage.committed(Lane.SHARED, "critical")).containsValue(150L);
        }
    }

    @Test
    void comesBackWithoutRoutingAnythingAgain(KafkaFixture kafka) {
        try (var stage = new MergeStage(kafka, "levels=" + EXPRESS)) {
            routeAndStop(stage, EXPRESS, 100, 100);
            routeAndStop(stage, WEIGHTED, 50, 150);

            routeAndStop(stage, EXPRESS, 10, 160);

            assertThat(stage.routedCount()).isEqualTo(160);
            assertThat(stage.committed(Lane.SHARED, "critical")).isEmpty();
        }
    }

    @Test
    void refusesWhileAnotherRouterRoutesTheLevelInTheOtherLane(KafkaFixture kafka) {
        try (var stage = new MergeStage(kafka, "levels=" + EXPRESS)) {
            stage.publishLoad("critical", 0, 10);
            stage.startRouter();
            stage.awaitRouted(10);

            try (var other =
                    new Router(
                            stage.withLevels(WEIGHTED),
                            stage.layout(),
                            new SimpleMeterRegistry())) {
                assertThatThrownBy(other::start)
                        .isInstanceOf(LaneInUseException.class)
                        .hasMessageContaining("Level critical is set to the shared lane")
                        .hasMessageContaining("Stop all routers that have the old levels");
                assertThat(other.isReady()).isFalse();
            }
        }
    }

    private static void routeAndStop(MergeStage stage, String levels, int count, long then) {
        stage.publishLoad("critical", 0, count);
        try (var router = stage.startRouter(stage.withLevels(levels))) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> router.isReady() && stage.routedCount() == then);
        }
    }
}
