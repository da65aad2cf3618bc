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

    private static double backlog(MergeStage stage, String level) {
        return stage.meters().get("eventrouter.merge.backlog").tag("level", level).gauge().value();
    }
}
