package io.eventrouter.system.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventrouter.config.Settings;
import io.eventrouter.config.SettingsSources;
import io.eventrouter.system.FreePort;
import io.eventrouter.topics.TopicProvisioner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewPartitionReassignment;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two brokers, one of which has nothing but one partition of the level {@code low}. */
@Timeout(300)
class AwayLeaderIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int BACKLOG = 1_000;

    /** So few that the backlog is not worked off before its leader goes away. */
    private static final int BYTES_PER_SECOND = 300_000;

    @TempDir private Path scratch;
    private KafkaNode first;
    private KafkaNode second;
    private MergeStage stage;
    private TopicPartition away;

    @BeforeEach
    void startCluster() throws Exception {
        String cluster = Uuid.randomUuid().toString();
        int controller = FreePort.find();
        int port = FreePort.find();
        first = new KafkaNode(scratch, cluster, 1, port, controller);
        await().atMost(PATIENCE).until(() -> Brokers.count("127.0.0.1:" + port) == 1);
        stage = new MergeStage(settings(port));
        // The offsets topic comes to be with the first group, on the only broker so far.
        stage.startRouter().close();
        second = new KafkaNode(scratch, cluster, 2, FreePort.find(), controller);
        await().atMost(PATIENCE).until(() -> Brokers.count("127.0.0.1:" + port) == 2);
        away = new TopicPartition(stage.topicOf("low"), 0);
        moveToSecond();
    }

    @AfterEach
    void stopCluster() {
        if (stage != null) stage.close();
        if (second != null) second.close();
        if (first != null) first.close();
    }

    @Test
    void goesOnWithTheOtherLevelsAndCatchesUpWhenTheLeaderIsBack() throws Exception {
        for (String level : List.of("high", "normal", "low")) stage.publishLoad(level, 0, BACKLOG);
        second.kill();
        await().atMost(PATIENCE).until(() -> leaderOfAway().isEmpty());

        stage.watchBacklog();
        await().atMost(PATIENCE).until(() -> backlog("high") == BACKLOG);
        assertThat(backlog("low")).isNaN();
        assertThat(TopicProvisioner.ensure(stage.settings())).isEqualTo(stage.layout());
        var router = stage.startRouter();
        stage.awaitRouted(2 * BACKLOG);
        stage.publishLoad("high", 0, BACKLOG);
        stage.awaitRouted(3 * BACKLOG);

        assertThat(stage.routedCount()).isEqualTo(3 * BACKLOG);
        second.start();
        await().atMost(PATIENCE).until(() -> RoutedOutcome.of(stage).events() == 4 * BACKLOG);
        RoutedOutcome.of(stage).assertOrder();
        assertThat(router.isAlive()).isTrue();
    }

    @Test
    void goesOnWhenTheLeaderGoesAwayInMidBacklog() throws Exception {
        try (var brake = new ProducerBrake(stage.admin())) {
            stage.publishLoad("low", 0, 20 * BACKLOG);
            brake.limitEachProducerTo(BYTES_PER_SECOND);
            var router = stage.startRouter();
            stage.awaitRouted(100);
            second.kill();

            stage.publishLoad("high", 0, BACKLOG);
            await().atMost(PATIENCE).until(() -> routedOf("high") == BACKLOG);
            await().atMost(PATIENCE).until(() -> leaderOfAway().isEmpty());
            stage.publishLoad("high", 0, BACKLOG);
            await().atMost(PATIENCE).until(() -> routedOf("high") == 2 * BACKLOG);

            assertThat(routedOf("low")).isLessThan(20 * BACKLOG);
            brake.release();
            second.start();
            await().atMost(PATIENCE).until(() -> RoutedOutcome.of(stage).events() == 22 * BACKLOG);
            RoutedOutcome.of(stage).assertOrder();
            assertThat(router.isAlive()).isTrue();
        }
    }

    private double backlog(String level) {
        return stage.meters().get("eventrouter.merge.backlog").tag("level", level).gauge().value();
    }

    private long routedOf(String level) {
        return MergeStage.sources(stage.routedNow()).stream()
                .filter(source -> source.startsWith(level + " "))
                .count();
    }

    private static Settings settings(int port) {
        return SettingsSources.load(
                Optional.empty(),
                Map.of(),
                Map.of(
                        "kafka.bootstrap-servers",
                        "127.0.0.1:" + port,
                        "topics.replication",
                        "1",
                        "topics.partitions",
                        "1"));
    }

    private void moveToSecond() {
        var move = Optional.of(new NewPartitionReassignment(List.of(2)));
        MergeStage.get(stage.admin().alterPartitionReassignments(Map.of(away, move)).all());
        await().atMost(PATIENCE).until(() -> leaderOfAway().equals(Optional.of(2)));
    }

    private Optional<Integer> leaderOfAway() {
        var leader =
                MergeStage.get(stage.admin().describeTopics(List.of(away.topic())).allTopicNames())
                        .get(away.topic())
                        .partitions()
                        .get(away.partition())
                        .leader();
        return leader == null || leader.isEmpty() ? Optional.empty() : Optional.of(leader.id());
    }
}
