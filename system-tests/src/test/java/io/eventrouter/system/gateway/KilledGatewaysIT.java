package io.eventrouter.system.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.system.KafkaFixture;
import io.eventrouter.system.KafkaFixtureExtension;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Gateways are killed in turn while events are routed; clients resume on whichever is there. */
@Timeout(400)
@ExtendWith(KafkaFixtureExtension.class)
class KilledGatewaysIT {
    private static final int CLIENTS = 200;
    private static final int CHANNELS = 50;
    private static final int EVENTS = 10_000;
    private static final int KILLS = 4;
    private static final List<String> LEVELS = List.of("critical", "high", "normal", "low");

    @TempDir Path directory;

    private final Map<String, Set<String>> routed = new HashMap<>();
    private final List<Integer> ports = new CopyOnWriteArrayList<>();
    private int number;

    @Test
    void everyClientEndsWithExactlyItsEvents(KafkaFixture kafka) throws Exception {
        var settings =
                kafka.settings(
                        "cursor.key=the same on both gateways",
                        "gateway.replay-bytes=1MiB",
                        "session.checkpoint-interval=300ms");
        try (var stage = new GatewayStage(settings);
                var herd = new Herd()) {
            var gateways =
                    new GatewayProcess[] {
                        GatewayProcess.start(settings, directory),
                        GatewayProcess.start(settings, directory)
                    };
            try {
                for (GatewayProcess gateway : gateways) ports.add(gateway.port());
                herd.addAll(CLIENTS, this::anyPort, i -> channel(i)).connect();

                for (int kill = 0; kill < KILLS; kill++) {
                    route(stage, EVENTS / KILLS / 2);
                    int which = kill % gateways.length;
                    gateways[which].kill();
                    route(stage, EVENTS / KILLS / 2);
                    gateways[which] = GatewayProcess.start(settings, directory);
                    ports.set(which, gateways[which].port());
                }
                stage.flush();

                herd.awaitSeen(EVENTS / CHANNELS);
                herd.assertNothingLost();
                assertThat(herd.clients()).allSatisfy(KilledGatewaysIT.this::assertItsEvents);
                assertThat(herd.clients().mapToInt(ResumingClient::recoveries).sum())
                        .isGreaterThanOrEqualTo(CLIENTS);
            } finally {
                for (GatewayProcess gateway : gateways) gateway.close();
            }
        }
    }

    private void assertItsEvents(ResumingClient client) {
        assertThat(routed.values()).contains(new HashSet<>(client.ids()));
    }

    private int anyPort() {
        return ports.get(ThreadLocalRandom.current().nextInt(ports.size()));
    }

    private void route(GatewayStage stage, int events) {
        for (int i = 0; i < events; i++, number++) {
            String channel = channel(number);
            String level = LEVELS.get(number / CHANNELS % LEVELS.size());
            stage.route(level, channel, number);
            routed.computeIfAbsent(channel, c -> new HashSet<>())
                    .add(channel + "-" + level + "-" + number);
        }
    }

    private static String channel(int number) {
        return "orders." + number % CHANNELS;
    }
}
