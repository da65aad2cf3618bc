package io.eventrouter.system.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.config.Settings;
import io.eventrouter.config.SettingsSources;
import io.eventrouter.gateway.Gateway;
import io.eventrouter.standalone.EmbeddedBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class GatewayRestartIT {
    @TempDir Path data;

    @Test
    void goesOnWhereItWasWhenTheBrokerRestarts() {
        var broker = EmbeddedBroker.start(data, 0);
        try (var stage = new GatewayStage(settings(broker))) {
            Gateway gateway = stage.startGateway();
            GatewayClient client = stage.connect(gateway).subscribe(">");
            route(stage, 0, 100);
            client.awaitEvents(200);
            int port = portOf(broker);

            broker.close();
            broker = EmbeddedBroker.start(data, port);
            route(stage, 100, 200);
            stage.flush();

            client.awaitEvents(400);
            assertThat(client.ids()).containsExactlyInAnyOrderElementsOf(idsUpTo(200));
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(gateway::isReady);
            assertThat(gateway.isAlive()).isTrue();
        } finally {
            broker.close();
        }
    }

    private static void route(GatewayStage stage, int from, int to) {
        for (int n = from; n < to; n++) {
            stage.route("critical", "a", n);
            stage.route("low", "a", n);
        }
    }

    private static List<String> idsUpTo(int end) {
        return IntStream.range(0, end)
                .boxed()
                .flatMap(n -> Stream.of("a-critical-" + n, "a-low-" + n))
                .toList();
    }

    private static int portOf(EmbeddedBroker broker) {
        String address = broker.bootstrapServers();
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }

    private static Settings settings(EmbeddedBroker broker) {
        return SettingsSources.load(
                Optional.empty(),
                Map.of(),
                Map.of(
                        "kafka.bootstrap-servers",
                        broker.bootstrapServers(),
                        "topics.partitions",
                        "2",
                        "gateway.port",
                        "0"));
    }
}
