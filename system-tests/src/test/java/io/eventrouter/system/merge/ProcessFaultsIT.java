package io.eventrouter.system.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventrouter.config.Settings;
import io.eventrouter.config.SettingsSources;
import io.eventrouter.wire.RouterHeaders;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Routers and the broker as processes that are killed, one after another, in the middle of a
 * backlog with 1 % of poison. The broker lets each router write so much a second, so that a backlog
 * lasts as long as the faults do.
 */
@Timeout(300)
class ProcessFaultsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final List<String> LEVELS = List.of("critical", "high", "normal", "low");
    private static final Map<String, Integer> WEIGHTS = Map.of("high", 4, "normal", 2, "low", 1);
    private static final int POISON = 100;
    private static final double BYTES_PER_SECOND = 400_000;

    @TempDir static Path scratch;
    private static BrokerProcess broker;

    @BeforeAll
    static void startBroker() throws Exception {
        broker = BrokerProcess.start(scratch);
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @Test
    void losesNothingWhenItIsKilledThreeTimes() throws Exception {
        int perPartition = 2_000;
        try (var stage = new MergeStage(settings("killed", 2))) {
            publish(stage, 2, perPartition);
            new ProducerBrake(stage.admin()).limitEachProducerTo(BYTES_PER_SECOND);
            for (int kill = 1; kill <= 3; kill++)
                try (var router = RouterProcess.start(stage.settings(), log("killed", kill))) {
                    long before = stage.routedCount();
                    stage.awaitRouted(before + 1_000);
                    router.kill();
                }
            long routedByThem = stage.routedCount();
            assertThat(routedByThem).isLessThan(4L * 2 * perPartition);

            new ProducerBrake(stage.admin()).release();
            stage.startRouter();

            assertOutcome("killed 3 times", stage, 2, perPartition);
        }
    }

    @Test
    void losesNothingWhenTheBrokerIsKilledAndComesBack() throws Exception {
        int perPartition = 2_000;
        try (var stage = new MergeStage(settings("broker", 2))) {
            publish(stage, 2, perPartition);
            new ProducerBrake(stage.admin()).limitEachProducerTo(BYTES_PER_SECOND);
            var router = stage.startRouter();
            stage.awaitRouted(2_000);

            broker.kill();
            broker.start();
            assertThat(stage.routedCount()).isLessThan(4L * 2 * perPartition);
            new ProducerBrake(stage.admin()).release();

            assertOutcome("broker killed", stage, 2, perPartition);
            assertThat(router.isAlive()).isTrue();
        }
    }

    @Test
    void losesNothingAndKeepsTheSharesWhileRoutersJoinLeaveAndAreKilled() throws Exception {
        int perPartition = 2_500;
        try (var stage = new MergeStage(settings("scaled", 6))) {
            publish(stage, 6, perPartition);
            new ProducerBrake(stage.admin()).limitEachProducerTo(BYTES_PER_SECOND);
            try (var one = RouterProcess.start(stage.settings(), log("scaled", 1));
                    var two = RouterProcess.start(stage.settings(), log("scaled", 2));
                    var three = RouterProcess.start(stage.settings(), log("scaled", 3))) {
                awaitMembers(stage, 3);
                progress(stage, 1_000);
                one.stop();
                awaitMembers(stage, 2);
                progress(stage, 1_000);
                two.kill();
                progress(stage, 1_000);
                try (var four = RouterProcess.start(stage.settings(), log("scaled", 4))) {
                    awaitMembers(stage, 2);
                    assertThat(stage.routedCount()).isLessThan(4L * 6 * perPartition);

                    new ProducerBrake(stage.admin()).release();

                    RoutedOutcome outcome = assertOutcome("3 routers", stage, 6, perPartition);
                    for (Shares shares :
                            outcome.shares(WEIGHTS, perPartition - perPartition / POISON))
                        shares.assertEveryWindow(1_000, 0.05);
                    assertThat(three.isAlive() && four.isAlive()).isTrue();
                }
            }
        }
    }

    private static Settings settings(String prefix, int partitions) {
        return SettingsSources.load(
                Optional.empty(),
                Map.of(),
                Map.of(
                        "kafka.bootstrap-servers",
                        broker.bootstrapServers(),
                        "topics.prefix",
                        prefix,
                        "topics.partitions",
                        Integer.toString(partitions)));
    }

    private static Path log(String name, int number) {
        return scratch.resolve(name + number + ".log");
    }

    private static void publish(MergeStage stage, int partitions, int perPartition) {
        byte[] padding = MergeStage.bytes("-".repeat(150));
        for (String level : LEVELS)
            for (int p = 0; p < partitions; p++)
                for (int i = 0; i < perPartition; i++) {
                    boolean poison = i % POISON == POISON / 2;
                    var record = stage.record(level, p, poison ? "not one!" : "load", "v" + i);
                    record.headers().add("padding", padding);
                    stage.send(record);
                }
        stage.flush();
    }

    private static void progress(MergeStage stage, long more) {
        stage.awaitRouted(stage.routedCount() + more);
    }

    private static void awaitMembers(MergeStage stage, int count) {
        await().atMost(PATIENCE).until(() -> stage.sharedMembers() == count);
    }

    /** Nothing lost, in order; repeats are allowed, and reported. */
    private static RoutedOutcome assertOutcome(
            String what, MergeStage stage, int partitions, int perPartition) {
        int poison = LEVELS.size() * partitions * (perPartition / POISON);
        int events = LEVELS.size() * partitions * perPartition - poison;
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .until(
                        () ->
                                stage.routedCount() >= events
                                        && RoutedOutcome.of(stage).events() == events);
        var outcome = RoutedOutcome.of(stage);
        outcome.assertOrder();
        long letters = stage.deadLetterCount();
        assertThat(sourcesOfLetters(stage, letters)).isEqualTo(poison);
        System.out.printf(
                "[MEASURED] %s: 0 of %d events lost, %d routed twice; %d of %d poison records kept,"
                        + " %d twice%n",
                what, events, outcome.repeats(), poison, poison, letters - poison);
        return outcome;
    }

    private static long sourcesOfLetters(MergeStage stage, long letters) {
        return stage.deadLetters((int) letters).stream()
                .map(
                        l ->
                                MergeStage.header(l, RouterHeaders.SOURCE_TOPIC)
                                        + MergeStage.header(l, RouterHeaders.SOURCE_PARTITION)
                                        + ":"
                                        + MergeStage.header(l, RouterHeaders.SOURCE_OFFSET))
                .collect(Collectors.toSet())
                .size();
    }
}
