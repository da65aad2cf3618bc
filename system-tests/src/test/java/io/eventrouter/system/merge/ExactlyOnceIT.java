package io.eventrouter.system.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventrouter.system.KafkaFixture;
import io.eventrouter.system.KafkaFixtureExtension;
import io.eventrouter.topics.Lane;
import io.eventrouter.wire.CloudEventHeaders;
import io.eventrouter.wire.RouterHeaders;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a reader sees that takes only what is committed, as the gateways do. */
@Timeout(300)
@ExtendWith(KafkaFixtureExtension.class)
class ExactlyOnceIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final List<String> LEVELS = List.of("critical", "high", "normal", "low");
    private static final int BACKLOG = 30_000;

    /** So few that no machine works the backlog off before the router is stopped. */
    private static final int BYTES_PER_SECOND = 1_000_000;

    @TempDir Path scratch;

    @Test
    void losesAndRepeatsNothingWhenItIsKilledThreeTimesInMidBacklog(KafkaFixture kafka)
            throws Exception {
        try (var stage = exactlyOnce(kafka);
                var brake = new ProducerBrake(stage.admin())) {
            publishBacklog(stage);
            brake.limitEachProducerTo(BYTES_PER_SECOND);
            var seen = new ArrayList<Integer>();
            for (int kill = 1; kill <= 3; kill++)
                try (var router =
                        RouterProcess.start(stage.settings(), scratch.resolve(kill + ".log"))) {
                    stage.awaitRouted(stage.routedCount() + BACKLOG / 10);
                    router.kill();
                    seen.add(stage.routedAndCommitted().size());
                }
            assertThat(seen).allSatisfy(n -> assertThat(n).isLessThan(4 * BACKLOG));
            brake.release();

            stage.startRouter();

            awaitAll(stage);
            assertEachOnceAndInOrder(stage);
            System.out.printf(
                    "[MEASURED] exactly once: killed with %s of %d events committed: 0 lost, 0"
                            + " repeated%n",
                    seen, 4 * BACKLOG);
        }
    }

    @Test
    void fencesARouterThatWakesUpAfterItsPartitionsWentToAnother(KafkaFixture kafka)
            throws Exception {
        try (var stage = exactlyOnce(kafka);
                var brake = new ProducerBrake(stage.admin())) {
            publishBacklog(stage);
            brake.limitEachProducerTo(BYTES_PER_SECOND);
            try (var sleeper =
                    RouterProcess.start(stage.settings(), scratch.resolve("sleeper.log"))) {
                stage.awaitRouted(BACKLOG / 10);
                sleeper.freeze();
                assertThat(stage.routedAndCommitted()).hasSizeLessThan(4 * BACKLOG);
                brake.release();
                stage.startRouter();
                awaitAll(stage);

                sleeper.thaw();

                for (Lane lane : Lane.values())
                    await().atMost(PATIENCE).until(() -> members(stage, lane) == 2);
                assertEachOnceAndInOrder(stage);
            }
        }
    }

    private static int members(MergeStage stage, Lane lane) {
        String group = lane.applicationId(stage.settings().router().applicationId());
        return MergeStage.get(stage.admin().describeConsumerGroups(List.of(group)).all())
                .get(group)
                .members()
                .size();
    }

    @Test
    void putsAsideWhatTheRoutedTopicDoesNotTakeAnyMoreOnceToo(KafkaFixture kafka) throws Exception {
        try (var stage = exactlyOnce(kafka)) {
            var router = stage.startRouter();
            stage.configure(stage.layout().names().routed(), "max.message.bytes", "2000");
            stage.publishLoad("high", 0, 50);
            stage.publish(stage.record("high", 0, "a", "x".repeat(5_000)));
            stage.publishLoad("high", 0, 50);

            await().atMost(PATIENCE).until(() -> stage.routedAndCommitted().size() >= 100);

            assertThat(stage.routedAndCommitted()).hasSize(100);
            assertThat(stage.deadLettersCommitted())
                    .singleElement()
                    .satisfies(
                            letter -> {
                                assertThat(MergeStage.header(letter, RouterHeaders.REASON))
                                        .isEqualTo("too-large");
                                assertThat(MergeStage.header(letter, RouterHeaders.SOURCE_OFFSET))
                                        .isEqualTo("50");
                                assertThat(letter.value()).hasSize(5_000);
                            });
            assertThat(router.isAlive()).isTrue();
        }
    }

    @Test
    void showsWhatIsRoutedSoonAfter(KafkaFixture kafka) throws Exception {
        for (String level : List.of("critical", "high"))
            for (String delivery : List.of("at-least-once", "exactly-once"))
                try (var stage = new MergeStage(kafka, "delivery=" + delivery)) {
                    stage.startRouter();

                    List<Long> delays = delaysOf(100, level, stage);

                    assertThat(delays).hasSize(100);
                    Collections.sort(delays);
                    System.out.printf(
                            "[MEASURED] %s, %s, idle: published to seen, p50 %d ms, p99 %d ms%n",
                            level, delivery, delays.get(50), delays.get(98));
                }
    }

    /** One at a time, so that each finds the lane idle. */
    private static List<Long> delaysOf(int count, String level, MergeStage stage) throws Exception {
        var delays = new ArrayList<Long>();
        var partitions =
                List.of(
                        new TopicPartition(
                                stage.layout().names().routed(),
                                stage.layout()
                                        .routedPartition(
                                                level.equals("critical")
                                                        ? Lane.EXPRESS
                                                        : Lane.SHARED,
                                                0)));
        try (var consumer = stage.newConsumer("read_committed")) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            for (int i = -20; i < count; i++) {
                long before = System.nanoTime();
                stage.publish(stage.record(level, 0, "a", "{}"));
                await().atMost(PATIENCE)
                        .pollInterval(Duration.ofMillis(1))
                        .until(() -> !consumer.poll(Duration.ofSeconds(1)).isEmpty());
                if (i >= 0) delays.add((System.nanoTime() - before) / 1_000_000);
            }
        }
        return delays;
    }

    private static MergeStage exactlyOnce(KafkaFixture kafka) {
        return new MergeStage(kafka, "delivery=exactly-once", "delivery.transaction-timeout=5s");
    }

    private static void publishBacklog(MergeStage stage) {
        for (String level : LEVELS)
            for (int p = 0; p < 2; p++) stage.publishLoad(level, p, BACKLOG / 2);
    }

    private static void awaitAll(MergeStage stage) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> stage.routedAndCommitted().size() >= 4 * BACKLOG);
    }

    /** A level's events of a partition have the offsets 0, 1, 2, …: none missing, none twice. */
    private static void assertEachOnceAndInOrder(MergeStage stage) {
        List<ConsumerRecord<byte[], byte[]>> routed = stage.routedAndCommitted();
        Map<String, Long> next = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : routed) {
            String level = MergeStage.header(record, CloudEventHeaders.PRIORITY);
            String[] source = MergeStage.header(record, RouterHeaders.SOURCE).split(":", 2);
            String stream = level + " " + source[0];
            assertThat(Long.parseLong(source[1]))
                    .as(stream)
                    .isEqualTo(next.getOrDefault(stream, 0L));
            next.merge(stream, 1L, (before, one) -> before == 0 ? one : before + one);
        }
        assertThat(routed).hasSize(4 * BACKLOG);
        assertThat(next).hasSize(8).allSatisfy((s, n) -> assertThat(n).isEqualTo(BACKLOG / 2L));
    }
}
