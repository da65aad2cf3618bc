package io.eventrouter.system.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventrouter.config.Settings;
import io.eventrouter.config.SettingsSources;
import io.eventrouter.standalone.EmbeddedBroker;
import io.eventrouter.system.KafkaFixture;
import io.eventrouter.system.KafkaFixtureExtension;
import io.eventrouter.topics.Lane;
import io.eventrouter.wire.CloudEventHeaders;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@Timeout(240)
@ExtendWith(KafkaFixtureExtension.class)
class FaultsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int BACKLOG = 10_000;

    /** So few that no machine works the backlog off before the router is stopped. */
    private static final int BYTES_PER_SECOND = 400_000;

    @TempDir Path scratch;

    @Test
    void losesNothingAndKeepsTheOrderWhenItIsKilledInMidBacklog(KafkaFixture kafka)
            throws Exception {
        try (var stage = new MergeStage(kafka);
                var brake = new ProducerBrake(stage.admin())) {
            publishBacklog(stage);
            brake.limitEachProducerTo(BYTES_PER_SECOND);
            long routedByTheFirst;
            try (var first = RouterProcess.start(stage.settings(), scratch.resolve("first.log"))) {
                stage.awaitRouted(BACKLOG / 10);
                first.kill();
                routedByTheFirst = stage.routedCount();
            }
            assertThat(routedByTheFirst).isLessThan(4 * BACKLOG);
            brake.release();

            stage.startRouter();

            await().atMost(PATIENCE).until(() -> isAllRouted(stage));
            var routed = stage.routedNow();
            assertThat(MergeStage.sources(routed)).hasSize(4 * BACKLOG);
            assertOrderOfFirstAppearance(routed);
            System.out.printf(
                    "[MEASURED] killed after %d of %d events: %d routed twice, 0 lost%n",
                    routedByTheFirst, 4 * BACKLOG, routed.size() - 4 * BACKLOG);
        }
    }

    @Test
    void handsItsPartitionsOverWithoutLossOrRepeatWhenItIsClosed(KafkaFixture kafka) {
        try (var stage = new MergeStage(kafka);
                var brake = new ProducerBrake(stage.admin())) {
            publishBacklog(stage);
            brake.limitEachProducerTo(BYTES_PER_SECOND);
            var first = stage.startRouter();
            stage.awaitRouted(BACKLOG / 10);
            // What is on its way has to get there before the router gives up waiting for it.
            brake.release();
            first.close();
            long routedByTheFirst = stage.routedCount();

            stage.startRouter();

            await().atMost(PATIENCE).until(() -> isAllRouted(stage));
            assertThat(routedByTheFirst).isLessThan(4 * BACKLOG);
            assertThat(stage.routedCount()).isEqualTo(4 * BACKLOG);
            assertThat(first.isReady()).isFalse();
            assertThat(first.isAlive()).isFalse();
        }
    }

    @Test
    void sharesThePartitionsWithAnotherRouter(KafkaFixture kafka) {
        try (var stage = new MergeStage(kafka)) {
            var first = stage.startRouter();
            var second = stage.startRouter();

            MergeStage.awaitReady(first);

            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> {
                                var members =
                                        MergeStage.get(
                                                        stage.admin()
                                                                .describeConsumerGroups(
                                                                        List.of(group(stage)))
                                                                .all())
                                                .get(group(stage))
                                                .members();
                                assertThat(members).hasSize(2);
                                assertThat(members)
                                        .allSatisfy(
                                                m ->
                                                        assertThat(m.assignment().topicPartitions())
                                                                .hasSize(3));
                            });
            // Its lanes say so a moment after the group does.
            MergeStage.awaitReady(second);
        }
    }

    @Test
    void waitsForABrokerThatIsAwayAndLosesNothing() throws Exception {
        var broker = EmbeddedBroker.start(scratch.resolve("kafka"), 0);
        try (var stage = new MergeStage(settingsFor(broker))) {
            publishBacklog(stage);
            var router = stage.startRouter();
            stage.awaitRouted(BACKLOG / 10);
            int port = Integer.parseInt(broker.bootstrapServers().split(":", 2)[1]);

            broker.close();
            broker = EmbeddedBroker.start(scratch.resolve("kafka"), port);

            await().atMost(PATIENCE).until(() -> isAllRouted(stage));
            assertThat(stage.deadLetterCount()).isZero();
            assertOrderOfFirstAppearance(stage.routedNow());
            assertThat(router.isAlive()).isTrue();
            router.close();
        } finally {
            broker.close();
        }
    }

    private static Settings settingsFor(EmbeddedBroker broker) {
        return SettingsSources.load(
                Optional.empty(),
                Map.of(),
                Map.of(
                        "kafka.bootstrap-servers",
                        broker.bootstrapServers(),
                        "topics.partitions",
                        "2"));
    }

    private static String group(MergeStage stage) {
        return Lane.SHARED.applicationId(stage.settings().router().applicationId());
    }

    private static void publishBacklog(MergeStage stage) {
        for (String level : List.of("critical", "high", "normal", "low"))
            for (int p = 0; p < 2; p++) stage.publishLoad(level, p, BACKLOG / 2);
    }

    private static boolean isAllRouted(MergeStage stage) {
        return stage.routedCount() >= 4 * BACKLOG
                && MergeStage.sources(stage.routedNow()).size() == 4 * BACKLOG;
    }

    /** Repeats aside, each level's events of a partition come in the order of their publication. */
    private static void assertOrderOfFirstAppearance(List<ConsumerRecord<byte[], byte[]>> routed) {
        var seen = new HashSet<String>();
        var last = new HashMap<String, Long>();
        for (ConsumerRecord<byte[], byte[]> record : routed) {
            String source = MergeStage.header(record, "er_source");
            String stream =
                    MergeStage.header(record, CloudEventHeaders.PRIORITY) + record.partition();
            if (!seen.add(stream + " " + source)) continue;
            long offset = Long.parseLong(source.split(":", 2)[1]);
            assertThat(offset).as(stream).isEqualTo(last.getOrDefault(stream, -1L) + 1);
            last.put(stream, offset);
        }
    }
}
