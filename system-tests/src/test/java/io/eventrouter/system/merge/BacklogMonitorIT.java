package io.eventrouter.system.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventrouter.system.KafkaFixture;
import io.eventrouter.system.KafkaFixtureExtension;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@Timeout(120)
@ExtendWith(KafkaFixtureExtension.class)
class BacklogMonitorIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void showsWhatWaitsOfEachLevelAndNothingOnceItIsRouted(KafkaFixture kafka) {
        try (var stage = new MergeStage(kafka)) {
            stage.watchBacklog();
            stage.publishLoad("critical", 0, 30);
            stage.publishLoad("low", 0, 200);
            stage.publishLoad("low", 1, 100);
            await().atMost(PATIENCE).until(() -> backlog(stage, "low") == 300);
            assertThat(backlog(stage, "critical")).isEqualTo(30);
            assertThat(backlog(stage, "high")).isZero();

            stage.startRouter();

            await().atMost(PATIENCE)
                    .until(() -> backlog(stage, "low") == 0 && backlog(stage, "critical") == 0);
        }
    }

    @Test
    void showsWhichShareOfItsLaneEachLevelHad(KafkaFixture kafka) {
        try (var stage = new MergeStage(kafka)) {
            stage.publishLoad("critical", 0, 30);
            stage.publishLoad("high", 1, 300);
            stage.publishLoad("low", 0, 100);

            stage.startRouter();

            await().atMost(PATIENCE).until(() -> stage.routedCount() == 430);
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> {
                                assertThat(gauge(stage, "share", "critical")).isEqualTo(1);
                                assertThat(gauge(stage, "share", "high")).isEqualTo(0.75);
                                assertThat(gauge(stage, "share", "normal")).isZero();
                                assertThat(gauge(stage, "share", "low")).isEqualTo(0.25);
                                assertThat(gauge(stage, "backlog.age", "low")).isZero();
                                assertThat(gauge(stage, "head.wait", "low")).isZero();
                            });
            assertThat(stage.counter("eventrouter.router.rebalances", "lane", "shared"))
                    .isPositive();
        }
    }

    private static double gauge(MergeStage stage, String name, String level) {
        return stage.meters().get("eventrouter.router." + name).tag("level", level).gauge().value();
    }

    private static double backlog(MergeStage stage, String level) {
        return stage.meters().get("eventrouter.merge.backlog").tag("level", level).gauge().value();
    }
}
