package io.eventrouter.system.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.system.KafkaFixture;
import io.eventrouter.system.KafkaFixtureExtension;
import io.eventrouter.topics.Lane;
import io.eventrouter.wire.CloudEventHeaders;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@Timeout(180)
@ExtendWith(KafkaFixtureExtension.class)
class DeadlineIT {
    private static final Map<String, Long> TARGETS =
            Map.of("high", 200L, "normal", 2_000L, "low", 30_000L);
    private static final int EACH = 5_000;

    @Test
    void routesTheWholeBacklogInTheOrderOfItsDeadlines(KafkaFixture kafka) {
        try (var stage = deadline(kafka)) {
            long now = System.currentTimeMillis();
            var random = new Random(5);
            for (String level : TARGETS.keySet()) {
                long published = now - 120_000;
                for (int i = 0; i < EACH; i++) {
                    published += random.nextInt(20);
                    stage.send(published(level, published, stage));
                }
            }
            stage.flush();

            stage.startRouter();

            List<Long> deadlines =
                    stage.routed(Lane.SHARED, 0, 3 * EACH).stream()
                            .map(
                                    r ->
                                            r.timestamp()
                                                    + TARGETS.get(
                                                            MergeStage.header(
                                                                    r, CloudEventHeaders.PRIORITY)))
                            .toList();
            assertThat(deadlines).hasSize(3 * EACH).isSorted();
        }
    }

    /** Else high would be last: its deadlines would be long after those of low. */
    @Test
    void countsWhatClaimsToBeFromTheFutureAsPublishedNow(KafkaFixture kafka) {
        try (var stage = deadline(kafka)) {
            long now = System.currentTimeMillis();
            for (int i = 0; i < 100; i++) {
                stage.send(published("high", now + 3_000_000, stage));
                stage.send(published("low", now + 1_000_000, stage));
            }
            stage.flush();

            stage.startRouter();

            assertThat(stage.routed(Lane.SHARED, 0, 200))
                    .extracting(r -> MergeStage.header(r, CloudEventHeaders.PRIORITY))
                    .startsWith(Collections.nCopies(100, "high").toArray(String[]::new))
                    .endsWith(Collections.nCopies(100, "low").toArray(String[]::new));
        }
    }

    private static MergeStage deadline(KafkaFixture kafka) {
        return new MergeStage(
                kafka,
                "merge.policy=deadline",
                "levels.targets=high:200ms,normal:2s,low:30s",
                "topics.partitions=1");
    }

    private static ProducerRecord<byte[], byte[]> published(
            String level, long millis, MergeStage stage) {
        return new ProducerRecord<>(
                stage.topicOf(level), 0, millis, MergeStage.bytes("a"), MergeStage.bytes("{}"));
    }
}
