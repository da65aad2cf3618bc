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
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
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

    /** As when both looked for others before either had joined. */
    @Test
    void stopsWhenARouterWithOtherLevelsTurnsOutToRun(KafkaFixture kafka) {
        try (var stage = new MergeStage(kafka, "levels=critical:express,low:express")) {
            var router = stage.startRouter();

            try (var other = memberOf(stage, Lane.SHARED, "critical")) {
                assertThat(other.assignment()).isNotEmpty();

                await().atMost(Duration.ofSeconds(60)).until(() -> !router.isAlive());
                assertThat(router.isReady()).isFalse();
            }
        }
    }

    @Test
    void neverLetsTwoThatStartAtOnceBothRun(KafkaFixture kafka) {
        try (var stage = new MergeStage(kafka, "levels=" + EXPRESS);
                var one = router(stage, EXPRESS);
                var two = router(stage, WEIGHTED)) {
            List<CompletableFuture<Void>> starts =
                    Stream.of(one, two).map(r -> CompletableFuture.runAsync(r::start)).toList();

            starts.forEach(s -> s.exceptionally(refused -> null).join());

            await().atMost(Duration.ofSeconds(60)).until(() -> !one.isAlive() || !two.isAlive());
        }
    }

    private static Router router(MergeStage stage, String levels) {
        return new Router(stage.withLevels(levels), stage.layout(), new SimpleMeterRegistry());
    }

    /**
     * As when a router with the old levels was killed, and only one of its lanes is gone so far.
     */
    @Test
    void keepsOffsetsThatItCannotMove(KafkaFixture kafka) {
        try (var stage = new MergeStage(kafka, "levels=" + EXPRESS)) {
            routeAndStop(stage, EXPRESS, 100, 100);

            try (var left = memberOf(stage, Lane.SHARED, "low");
                    var other =
                            new Router(
                                    stage.withLevels(WEIGHTED),
                                    stage.layout(),
                                    new SimpleMeterRegistry())) {
                assertThat(left.assignment()).isNotEmpty();
                assertThatThrownBy(other::start).isInstanceOf(LaneInUseException.class);
            }

            assertThat(stage.committed(Lane.EXPRESS, "critical")).containsValue(100L);
        }
    }

    private static Consumer<byte[], byte[]> memberOf(MergeStage stage, Lane lane, String level) {
        Properties properties = stage.settings().kafka().toProperties();
        properties.put(
                ConsumerConfig.GROUP_ID_CONFIG,
                lane.applicationId(stage.settings().router().applicationId()));
        var member =
                new KafkaConsumer<>(
                        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        member.subscribe(List.of(stage.topicOf(level)));
        await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> {
                            member.poll(Duration.ofMillis(200));
                            return !member.assignment().isEmpty();
                        });
        return member;
    }

    private static void routeAndStop(MergeStage stage, String levels, int count, long then) {
        stage.publishLoad("critical", 0, count);
        try (var router = stage.startRouter(stage.withLevels(levels))) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> router.isReady() && stage.routedCount() == then);
        }
    }
}
