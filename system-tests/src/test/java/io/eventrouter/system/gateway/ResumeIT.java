package io.eventrouter.system.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.eventrouter.config.Secret;
import io.eventrouter.config.Settings;
import io.eventrouter.event.Position;
import io.eventrouter.gateway.Gateway;
import io.eventrouter.gateway.resume.Cursor;
import io.eventrouter.gateway.resume.CursorCodec;
import io.eventrouter.gateway.resume.CursorKey;
import io.eventrouter.system.KafkaFixture;
import io.eventrouter.system.KafkaFixtureExtension;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@Timeout(240)
@ExtendWith(KafkaFixtureExtension.class)
class ResumeIT {
    private static final String KEY = "the same on all gateways";
    private static final int PARTITIONS = 4;

    @Test
    void goesOnAtAnotherGatewayWithoutAGapOrARepeat(KafkaFixture kafka) {
        try (var stage = new GatewayStage(settings(kafka))) {
            Gateway first = stage.startGateway();
            Gateway second = stage.startGateway();
            GatewayClient client = stage.connect(first).subscribe("a");
            route(stage, 0, 10);
            client.awaitEvents(10);
            String cursor = client.awaitCheckpointAfter(10);
            client.close();
            route(stage, 10, 20);

            GatewayClient back = stage.connect(second);
            JsonNode answer = back.resume("a", cursor);
            route(stage, 20, 30);

            assertThat(answer.get("recovered").asBoolean()).isTrue();
            assertThat(back.awaitEvents(20)).containsExactlyElementsOf(ids(10, 30));
        }
    }

    @Test
    void readsFromKafkaWhatWasMissedInALongAbsence(KafkaFixture kafka) {
        var registry = new SimpleMeterRegistry();
        try (var stage = new GatewayStage(settings(kafka, "gateway.replay-bytes=1MiB"))) {
            Gateway gateway = stage.startGateway(registry);
            GatewayClient client = stage.connect(gateway).subscribe("a");
            String cursor = client.awaitControl("welcome").get("cursor").asText();
            client.close();
            route(stage, 0, 5_000);
            GatewayClient other = stage.connect(gateway);
            other.resume("a", cursor);
            other.awaitEvents(5_000);

            GatewayClient back = stage.connect(gateway);
            JsonNode answer = back.resume("a", cursor);
            route(stage, 5_000, 5_100);

            assertThat(answer.get("recovered").asBoolean()).isTrue();
            assertThat(back.awaitEvents(5_100)).containsExactlyElementsOf(ids(0, 5_100));
            assertThat(
                            registry.get("eventrouter.gateway.replay.records")
                                    .tag("lane", "shared")
                                    .counter()
                                    .count())
                    .isBetween(1.0, 2 * 5_100.0);
        }
    }

    @Test
    void takesUpWhereItWasAfterItWasTooSlow(KafkaFixture kafka) {
        try (var stage =
                new GatewayStage(
                        settings(kafka, "session.queue-events=100", "session.write-timeout=1s"))) {
            var registry = new SimpleMeterRegistry();
            Gateway gateway = stage.startGateway(registry);
            GatewayClient client = stage.connect(gateway).subscribe("a");
            String cursor = client.awaitControl("welcome").get("cursor").asText();
            client.pause();
            for (int n = 0; n < 4_000; n++) stage.route("low", "a", n, "x".repeat(2_000));
            stage.flush();
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> drops(registry) > 0);
            client.readToTheEnd();

            GatewayClient back = stage.connect(gateway);
            back.resume("a", client.lastCursor(cursor));

            back.awaitEvents(4_000 - client.ids().size());
            var all = new LinkedHashSet<>(client.ids());
            all.addAll(back.ids());
            assertThat(all).containsExactlyInAnyOrderElementsOf(ids(0, 4_000));
        }
    }

    @Test
    void saysWhatRetentionHasTakenAndSendsTheRest(KafkaFixture kafka) throws Exception {
        Settings settings = settings(kafka);
        try (var stage = new GatewayStage(settings)) {
            Gateway first = stage.startGateway();
            GatewayClient client = stage.connect(first).subscribe("a");
            String cursor = client.awaitControl("welcome").get("cursor").asText();
            route(stage, 0, 100);
            client.awaitEvents(100);
            String position = client.events().get(40).get("position").asText();
            deleteBefore(settings, position);

            GatewayClient back = stage.connect(stage.startGateway()); // it has nothing in memory
            JsonNode answer = back.resume("a", cursor);

            assertThat(answer.get("recovered").asBoolean()).isFalse();
            assertThat(answer.get("lost").get("count").asInt()).isEqualTo(40);
            assertThat(answer.get("lost").get("from").asText()).isEqualTo(cursor);
            assertThat(back.awaitEvents(60)).containsExactlyElementsOf(ids(40, 100));
            GatewayClient behind = stage.connect(first);
            behind.resume("a", answer.get("lost").get("to").asText());
            assertThat(behind.awaitEvents(60)).containsExactlyElementsOf(ids(40, 100));
        }
    }

    @Test
    void beginsInThePastWhenAskedTo(KafkaFixture kafka) throws Exception {
        Settings settings = settings(kafka);
        try (var stage = new GatewayStage(settings)) {
            route(stage, 0, 50);
            String between = Instant.ofEpochSecond(Instant.now().getEpochSecond() + 1).toString();
            stage.routeAt(Instant.parse(between).plusSeconds(60).toEpochMilli(), "low", "a", 50);
            stage.flush();
            Gateway gateway = stage.startGateway();

            GatewayClient earliest = stage.connect(gateway).since("a", "earliest");
            GatewayClient minutes = stage.connect(gateway).since("a", "PT5M");
            GatewayClient later = stage.connect(gateway).since("a", between);
            stage.route("low", "a", 51);
            stage.flush();

            assertThat(earliest.awaitEvents(52)).containsExactlyElementsOf(ids(0, 52));
            assertThat(minutes.awaitEvents(52)).containsExactlyElementsOf(ids(0, 52));
            assertThat(later.awaitEvents(2)).containsExactlyElementsOf(ids(50, 52));
        }
    }

    /** Row 40 of the bad inputs. */
    @Test
    void sendsNothingFromBeforeForACursorThatIsNone(KafkaFixture kafka) throws Exception {
        Settings settings = settings(kafka);
        try (var stage = new GatewayStage(settings)) {
            Gateway gateway = stage.startGateway();
            GatewayClient first = stage.connect(gateway).subscribe("a");
            String good = first.awaitControl("welcome").get("cursor").asText();
            route(stage, 0, 10);
            first.awaitEvents(10);
            var clients = new ArrayList<GatewayClient>();

            for (String bad : badCursors(settings, good)) {
                GatewayClient client = stage.connect(gateway);
                JsonNode answer = client.resume("a", bad);
                assertThat(answer.get("recovered").asBoolean()).as(bad).isFalse();
                assertThat(answer.has("lost")).as(bad).isFalse();
                clients.add(client);
            }
            route(stage, 10, 11);

            for (GatewayClient client : clients)
                assertThat(client.awaitEvents(1)).containsExactlyElementsOf(ids(10, 11));
        }
    }

    private static List<String> badCursors(Settings settings, String good) throws Exception {
        char[] changed = good.toCharArray();
        changed[30] = changed[30] == 'A' ? 'B' : 'A';
        var future = new long[PARTITIONS];
        Arrays.fill(future, 1_000_000);
        var topic = topicId(settings);
        return List.of(
                "",
                "not a cursor",
                new String(changed),
                good.substring(0, good.length() / 2),
                good + good,
                codec(topic, "another key of another house")
                        .encode(new Cursor(new long[PARTITIONS])),
                codec(new Uuid(1, 2), KEY).encode(new Cursor(new long[PARTITIONS])),
                codec(topic, KEY).encode(new Cursor(future)));
    }

    private static CursorCodec codec(Uuid topic, String key) {
        return new CursorCodec(topic, PARTITIONS, CursorKey.of(new Secret(key)));
    }

    private static Uuid topicId(Settings settings) throws Exception {
        String name = settings.topics().prefix() + ".routed";
        try (Admin admin = Admin.create(settings.kafka().toProperties())) {
            return admin.describeTopics(List.of(name))
                    .topicNameValues()
                    .get(name)
                    .get(30, TimeUnit.SECONDS)
                    .topicId();
        }
    }

    private static void deleteBefore(Settings settings, String position) throws Exception {
        Position first = Position.parse(position);
        var partition =
                new TopicPartition(settings.topics().prefix() + ".routed", first.partition());
        var before = RecordsToDelete.beforeOffset(first.offset());
        try (Admin admin = Admin.create(settings.kafka().toProperties())) {
            admin.deleteRecords(Map.of(partition, before)).all().get(30, TimeUnit.SECONDS);
        }
    }

    private static double drops(SimpleMeterRegistry registry) {
        return registry.get("eventrouter.gateway.drops")
                .tags("level", "low", "reason", "slow-consumer")
                .counter()
                .count();
    }

    private static void route(GatewayStage stage, int from, int to) {
        for (int n = from; n < to; n++) stage.route("low", "a", n);
        stage.flush();
    }

    private static List<String> ids(int from, int to) {
        return IntStream.range(from, to).mapToObj(n -> "a-low-" + n).toList();
    }

    private static Settings settings(KafkaFixture kafka, String... more) {
        var all =
                new ArrayList<>(List.of("cursor.key=" + KEY, "session.checkpoint-interval=200ms"));
        all.addAll(List.of(more));
        return kafka.settings(all.toArray(new String[0]));
    }
}
