package io.eventrouter.system.merge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventrouter.config.Settings;
import io.eventrouter.config.SettingsSources;
import io.eventrouter.gateway.Gateway;
import io.eventrouter.system.FreePort;
import io.eventrouter.topics.TopicProvisioner;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two brokers, both of which must have what is published at {@code high}, and one of them dies. */
@Timeout(300)
class PublishReplicasIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir private Path scratch;
    private final HttpClient client = HttpClient.newHttpClient();
    private KafkaNode first;
    private KafkaNode second;
    private Gateway gateway;

    @BeforeEach
    void startClusterAndGateway() throws Exception {
        String cluster = Uuid.randomUuid().toString();
        int controller = FreePort.find();
        int port = FreePort.find();
        first = new KafkaNode(scratch, cluster, 1, port, controller);
        second = new KafkaNode(scratch, cluster, 2, FreePort.find(), controller);
        await().atMost(PATIENCE).until(() -> Brokers.count("127.0.0.1:" + port) == 2);
        Settings settings = settings(port);
        var layout = TopicProvisioner.ensure(settings);
        demandBothReplicas(settings, "events.high");
        gateway = new Gateway(settings, layout, new SimpleMeterRegistry());
        gateway.start();
        await().atMost(PATIENCE).until(gateway::isReady);
    }

    @AfterEach
    void stopGatewayAndCluster() {
        if (gateway != null) gateway.close();
        if (second != null) second.close();
        if (first != null) first.close();
    }

    @Test
    void row51AnswersNo202BelowTheReplicasThatATopicDemands() throws Exception {
        assertThat(publish("high", 1)).isEqualTo(202);

        second.kill();

        for (int n = 2; n < 8; n++) assertThat(publish("high", n)).isEqualTo(503);
        await().atMost(PATIENCE).until(() -> publish("low", 8) == 202);
        assertThat(publish("high", 9)).isEqualTo(503);
        second.start();
        await().atMost(PATIENCE).until(() -> publish("high", 10) == 202);
    }

    private int publish(String level, int id) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + "/events"))
                        .header("Content-Type", "application/json")
                        .header("ce-specversion", "1.0")
                        .header("ce-id", Integer.toString(id))
                        .header("ce-source", "/test")
                        .header("ce-type", "t")
                        .header("ce-channel", "a")
                        .header("ce-priority", level)
                        .POST(BodyPublishers.ofByteArray("1".getBytes(UTF_8)))
                        .build();
        return client.send(request, BodyHandlers.discarding()).statusCode();
    }

    private static void demandBothReplicas(Settings settings, String topic) throws Exception {
        Map<ConfigResource, Collection<AlterConfigOp>> change =
                Map.of(
                        new ConfigResource(ConfigResource.Type.TOPIC, topic),
                        List.of(
                                new AlterConfigOp(
                                        new ConfigEntry("min.insync.replicas", "2"), OpType.SET)));
        try (var admin = Admin.create(settings.kafka().toProperties())) {
            admin.incrementalAlterConfigs(change).all().get();
        }
    }

    private static Settings settings(int port) {
        return SettingsSources.load(
                Optional.empty(),
                Map.of(),
                Map.of(
                        "kafka.bootstrap-servers", "127.0.0.1:" + port,
                        "topics.partitions", "1",
                        "topics.replication", "2",
                        "gateway.port", "0",
                        "publish.timeout", "2s"));
    }
}
