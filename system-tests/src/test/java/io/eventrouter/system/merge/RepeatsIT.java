package io.eventrouter.system.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventrouter.system.KafkaFixture;
import io.eventrouter.system.KafkaFixtureExtension;
import io.eventrouter.topics.Lane;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@Timeout(180)
@ExtendWith(KafkaFixtureExtension.class)
class RepeatsIT {
    private static final int EVENTS = 2_000;

    @Test
    void dropsRepeatsWithinTheWindowAndForgetsThemWithTheRouter(KafkaFixture kafka) {
        try (var stage = new MergeStage(kafka, "router.dedupe-window=10m")) {
            for (int time = 1; time <= 3; time++) publish(stage);
            var first = stage.startRouter();
            await().atMost(Duration.ofSeconds(60)).until(() -> repeated(stage) == 2 * EVENTS);
            assertThat(stage.routed(Lane.SHARED, 0, EVENTS)).hasSize(EVENTS);
            first.close();
            publish(stage);

            stage.startRouter();

            assertThat(stage.routed(Lane.SHARED, 0, 2 * EVENTS)).hasSize(2 * EVENTS);
            assertThat(stage.routedCount()).isEqualTo(2 * EVENTS);
            assertThat(stage.deadLetterCount()).isZero();
        }
    }

    private static void publish(MergeStage stage) {
        for (int i = 0; i < EVENTS; i++) {
            var record = stage.record("normal", 0, "a", "{}");
            record.headers()
                    .add("ce_specversion", MergeStage.bytes("1.0"))
                    .add("ce_id", MergeStage.bytes("id-" + i))
                    .add("ce_source", MergeStage.bytes("/orders"))
                    .add("ce_type", MergeStage.bytes("order.placed"))
                    .add("ce_channel", MergeStage.bytes("orders"));
            stage.send(record);
        }
        stage.flush();
    }

    private static double repeated(MergeStage stage) {
        return stage.counter("eventrouter.router.dropped", "level", "normal", "reason", "repeated");
    }
}
