package io.eventrouter.system.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.system.KafkaFixture;
import io.eventrouter.system.KafkaFixtureExtension;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The broker refuses whole batches, which the producer splits and sends again while others are
 * under way behind them.
 */
@Timeout(180)
@ExtendWith(KafkaFixtureExtension.class)
class RefusedBatchesIT {
    private static final int EVENTS = 1_000;

    @Test
    void routesEachEventOnceAndInOrderAlthoughBatchesAreRefusedFromTheFirstOn(KafkaFixture kafka) {
        try (var stage = new MergeStage(kafka)) {
            stage.configure(stage.layout().names().routed(), "max.message.bytes", "2000");
            var levels = List.of("critical", "high", "normal", "low");
            for (String level : levels)
                for (int partition = 0; partition < stage.layout().partitions(); partition++)
                    stage.publishLoad(level, partition, EVENTS);
            int all = levels.size() * stage.layout().partitions() * EVENTS;

            stage.startRouter();

            stage.awaitRouted(all);
            RoutedOutcome outcome = RoutedOutcome.of(stage);
            outcome.assertOrder();
            assertThat(outcome.events()).isEqualTo(all);
            assertThat(outcome.repeats()).isZero();
            assertThat(stage.deadLetterCount()).isZero();
        }
    }
}
