package io.eventrouter.system.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.eventrouter.config.SettingsOrigin;
import io.eventrouter.config.SettingsWatch;
import io.eventrouter.system.KafkaFixture;
import io.eventrouter.system.KafkaFixtureExtension;
import io.eventrouter.topics.Lane;
import io.eventrouter.wire.CloudEventHeaders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@Timeout(240)
@ExtendWith(KafkaFixtureExtension.class)
class LiveWeightsIT {
    private static final int BACKLOG = 50_000;
    private static final int WINDOW = 5_000;

    /** A thousandth of the backlog: on any machine the change comes long before its end. */
    private static final int BYTES_PER_SECOND = 100_000;

    @TempDir Path scratch;
    private Path file;

    @Test
    void goesByNewWeightsInEveryTaskWithoutARestartAndLosesNothing(KafkaFixture kafka)
            throws Exception {
        try (var stage = new MergeStage(kafka);
                var brake = new ProducerBrake(stage.admin())) {
            publish(stage);
            brake.limitEachProducerTo(BYTES_PER_SECOND);
            SettingsOrigin origin = origin(stage);
            var settings = origin.load();
            var router = stage.startRouter(settings);
            try (var watch = SettingsWatch.start(origin, settings, router.terms())) {
                assertThat(watch).isNotNull();
                stage.awaitRouted(WINDOW);
                long writtenNanos = System.nanoTime();
                write("critical:express,high:1,normal:1,low:8", stage);
                await().until(() -> weight("low", stage) == 8);
                long millis = (System.nanoTime() - writtenNanos) / 1_000_000;

                brake.release();
                stage.awaitRouted(6 * BACKLOG);

                for (int p = 0; p < 2; p++) assertShares(p, stage);
                assertThat(MergeStage.sources(stage.routedNow())).hasSize(6 * BACKLOG);
                assertThat(stage.routedCount()).isEqualTo(6 * BACKLOG);
                System.out.printf("[MEASURED] new weights held after %d ms%n", millis);
            }
        }
    }

    @Test
    void keepsTheOldWeightsWhereTheFileIsNotAllowed(KafkaFixture kafka) throws Exception {
        try (var stage = new MergeStage(kafka)) {
            SettingsOrigin origin = origin(stage);
            var settings = origin.load();
            var router = stage.startRouter(settings);
            try (var watch = SettingsWatch.start(origin, settings, router.terms())) {
                assertThat(watch).isNotNull();
                write("critical:express,high:0,normal:1,low:8", stage);
                await().until(() -> refused(stage) == 1);
                write("critical:express,high:4,normal:2", stage);

                await().until(() -> refused(stage) == 2);

                assertThat(weight("high", stage)).isEqualTo(4);
                assertThat(weight("low", stage)).isEqualTo(1);
                assertThat(router.isReady()).isTrue();
            }
        }
    }

    private SettingsOrigin origin(MergeStage stage) throws IOException {
        file = scratch.resolve("event-router.properties");
        write("critical:express,high:4,normal:2,low:1", stage);
        return new SettingsOrigin(Optional.of(file), Map.of(), Map.of());
    }

    private void write(String levels, MergeStage stage) throws IOException {
        Files.writeString(
                file,
                "kafka.bootstrap-servers="
                        + stage.settings().kafka().bootstrapServers()
                        + "\ntopics.prefix="
                        + stage.settings().topics().prefix()
                        + "\nrouter.threads=2\nlevels="
                        + levels
                        + "\n");
    }

    private static double weight(String level, MergeStage stage) {
        return stage.meters().get("eventrouter.router.weight").tag("level", level).gauge().value();
    }

    private static double refused(MergeStage stage) {
        return stage.counter("eventrouter.router.settings.changes", "outcome", "refused");
    }

    private static void publish(MergeStage stage) {
        for (String level : List.of("high", "normal", "low"))
            for (int p = 0; p < 2; p++) stage.publishLoad(level, p, BACKLOG);
    }

    /**
     * The first window goes by the old weights. The last one in which low, now the fastest, still
     * had a backlog goes by the new: what the producer held when they changed is long before it.
     */
    private static void assertShares(int partition, MergeStage stage) {
        List<String> levels =
                stage.routed(Lane.SHARED, partition, 3 * BACKLOG).stream()
                        .map(r -> MergeStage.header(r, CloudEventHeaders.PRIORITY))
                        .toList();
        var before = levels.subList(0, 1_000);
        int lowEnds = levels.lastIndexOf("low");
        var after = levels.subList(lowEnds - WINDOW, lowEnds);
        assertThat(share("high", before)).isCloseTo(4 / 7.0, within(0.01));
        assertThat(share("low", before)).isCloseTo(1 / 7.0, within(0.01));
        assertThat(share("high", after)).isCloseTo(0.1, within(0.01));
        assertThat(share("low", after)).isCloseTo(0.8, within(0.01));
    }

    private static double share(String level, List<String> levels) {
        return levels.stream().filter(level::equals).count() / (double) levels.size();
    }
}
