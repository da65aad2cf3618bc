package io.eventrouter.system.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.eventrouter.event.Channel;
import io.eventrouter.event.ChannelPattern;
import io.eventrouter.gateway.Gateway;
import io.eventrouter.system.KafkaFixture;
import io.eventrouter.system.KafkaFixtureExtension;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@Timeout(180)
@ExtendWith(KafkaFixtureExtension.class)
class GatewayIT {
    private static final List<String> LEVELS = List.of("critical", "high", "normal", "low");
    private static final List<String> CHANNELS = List.of("a.x", "a.y", "b.x", "b.y.z", "c");
    private static final int ROUNDS = 200;

    @Test
    void sendsEachSessionEachEventOfItsChannelsOnceInOrder(KafkaFixture kafka) {
        try (var stage = new GatewayStage(kafka.settings("gateway.workers=3"))) {
            Gateway first = stage.startGateway();
            Gateway second = stage.startGateway();
            Map<GatewayClient, List<String>> clients = new HashMap<>();
            for (Gateway gateway : List.of(first, second))
                for (List<String> patterns :
                        List.of(
                                List.of("a.x"),
                                List.of("a.*", "a.x"),
                                List.of("b.>", "c"),
                                List.of(">")))
                    clients.put(
                            stage.connect(gateway).subscribe(patterns.toArray(new String[0])),
                            patterns);

            routeAll(stage);

            clients.forEach(GatewayIT::assertComplete);
        }
    }

    private static void routeAll(GatewayStage stage) {
        for (int n = 0; n < ROUNDS; n++)
            for (String level : LEVELS)
                for (String channel : CHANNELS) stage.route(level, channel, n);
        stage.flush();
    }

    private static void assertComplete(GatewayClient client, List<String> patterns) {
        var expected = new ArrayList<String>();
        for (String channel : CHANNELS)
            if (patterns.stream()
                    .anyMatch(p -> new ChannelPattern(p).matches(new Channel(channel))))
                for (String level : LEVELS)
                    for (int n = 0; n < ROUNDS; n++) expected.add(channel + "-" + level + "-" + n);

        client.awaitEvents(expected.size());
        client.send("{\"op\":\"ping\"}");
        client.awaitControl("pong");

        assertThat(client.ids()).containsExactlyInAnyOrderElementsOf(expected);
        assertOrderPerChannelAndLevel(client.events());
    }

    private static void assertOrderPerChannelAndLevel(List<JsonNode> events) {
        var last = new HashMap<String, Integer>();
        for (JsonNode event : events) {
            String key = event.get("channel").asText() + event.get("priority").asText();
            int number = event.get("data").get("n").asInt();
            assertThat(number).isGreaterThan(last.getOrDefault(key, -1));
            last.put(key, number);
        }
    }

    @Test
    void sendsASessionThatSubscribesInMidStreamAllThatFollows(KafkaFixture kafka) {
        try (var stage = new GatewayStage(kafka.settings("gateway.workers=2"))) {
            Gateway gateway = stage.startGateway();
            GatewayClient client = stage.connect(gateway);
            for (int n = 0; n < 2_000; n++) stage.route("normal", "a.x", n);
            client.subscribe("a.x");
            for (int n = 2_000; n < 3_000; n++) stage.route("normal", "a.x", n);
            stage.route("normal", "a.x", 3_000);
            stage.flush();

            List<JsonNode> events = awaitLast(client, 3_000);

            int first = events.get(0).get("data").get("n").asInt();
            assertThat(events).hasSize(3_001 - first);
            assertThat(first).isLessThanOrEqualTo(2_000);
            assertOrderPerChannelAndLevel(events);
        }
    }

    private static List<JsonNode> awaitLast(GatewayClient client, int number) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(
                        () ->
                                client.events().stream()
                                        .anyMatch(e -> e.get("data").get("n").asInt() == number));
        return client.events();
    }

    @Test
    void showsWhatItDoesInItsMeters(KafkaFixture kafka) {
        var registry = new SimpleMeterRegistry();
        try (var stage = new GatewayStage(kafka.settings())) {
            Gateway gateway = stage.startGateway(registry);
            GatewayClient client = stage.connect(gateway).subscribe("a.x");

            stage.route("high", "a.x", 1);
            stage.route("high", "nobody", 1);
            client.awaitEvents(1);

            assertThat(registry.get("eventrouter.gateway.sessions").gauge().value()).isEqualTo(1);
            assertThat(registry.get("eventrouter.gateway.subscriptions").gauge().value())
                    .isEqualTo(1);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .untilAsserted(
                            () -> {
                                assertThat(counter(registry, "in")).isEqualTo(2);
                                assertThat(counter(registry, "out")).isEqualTo(1);
                            });
        }
    }

    private static double counter(SimpleMeterRegistry registry, String way) {
        return registry.get("eventrouter.gateway.events." + way)
                .tag("level", "high")
                .counter()
                .count();
    }

    @Test
    void tellsItsClientsToReconnectWhenItStops(KafkaFixture kafka) {
        try (var stage = new GatewayStage(kafka.settings("gateway.drain-timeout=5s"))) {
            Gateway gateway = stage.startGateway();
            GatewayClient client = stage.connect(gateway).subscribe("a.x");
            stage.route("low", "a.x", 1);
            client.awaitEvents(1);

            gateway.close();

            assertThat(client.awaitControl("reconnect").get("reason").asText())
                    .isEqualTo("draining");
            assertThat(client.awaitClose()).isEqualTo(1012);
            assertThat(gateway.isReady()).isFalse();
        }
    }

    @Test
    void recoversAClientThatHasMissedNothing(KafkaFixture kafka) {
        try (var stage = new GatewayStage(kafka.settings("cursor.key=sixteen-characters"))) {
            GatewayClient client = stage.connect(stage.startGateway());
            String cursor = client.awaitControl("welcome").get("cursor").asText();
            GatewayClient other = stage.connect(stage.startGateway());

            other.send("{\"op\":\"subscribe\",\"channel\":\"a\",\"cursor\":\"" + cursor + "\"}");

            assertThat(other.awaitControl("subscribed").get("recovered").asBoolean()).isTrue();
        }
    }
}
