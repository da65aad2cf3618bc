package io.eventrouter.system.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.eventrouter.config.Settings;
import io.eventrouter.config.SettingsSources;
import io.eventrouter.system.NeedsProgram;
import io.eventrouter.system.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** docker/compose.yaml and what belongs to it, against the settings and each other. */
@Timeout(60)
class ComposeTest {
    private static final Duration BEYOND_DRAIN = Duration.ofSeconds(30);

    @TempDir Path directory;

    private final JsonNode compose = Manifests.yaml(Manifests.DOCKER.resolve("compose.yaml"));

    @ParameterizedTest
    @ValueSource(strings = {"router", "gateway", "cli"})
    void variablesAreThoseOfRealSettings(String service) throws Exception {
        Settings settings = settings(service);

        for (String broker : settings.kafka().bootstrapServers().split(",", -1))
            assertThat(compose.get("services").has(beforeColon(broker))).as(broker).isTrue();
        assertThat(settings.gateway().cursorKey().isEmpty()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"router", "gateway"})
    void processesMayEndInTheTimeThatTheyNeed(String service) throws Exception {
        Duration drain = settings(service).gateway().drain().timeout();
        Duration needed = service.equals("gateway") ? drain.plus(BEYOND_DRAIN) : BEYOND_DRAIN;

        assertThat(Duration.parse("PT" + service(service).path("stop_grace_period").asText()))
                .isGreaterThanOrEqualTo(needed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"router", "gateway", "cli"})
    void nothingOfOursRunsWithMoreRightsThanItNeeds(String service) {
        assertThat(service(service).path("read_only").asBoolean()).isTrue();
        assertThat(service(service).at("/cap_drop/0").asText()).isEqualTo("ALL");
        assertThat(service(service).path("user").asText()).isEmpty();
    }

    @Test
    void whatIsAcknowledgedIsOnTwoBrokersOfThree() {
        var nodes = new TreeSet<String>();
        for (int i = 1; i <= 3; i++) {
            JsonNode environment = service("kafka-" + i).path("environment");
            nodes.add(environment.path("KAFKA_NODE_ID").asText());
            assertThat(environment.path("KAFKA_DEFAULT_REPLICATION_FACTOR").asInt()).isEqualTo(3);
            assertThat(environment.path("KAFKA_MIN_INSYNC_REPLICAS").asInt()).isEqualTo(2);
            assertThat(environment.path("KAFKA_ADVERTISED_LISTENERS").asText())
                    .isEqualTo("BROKER://kafka-" + i + ":9092");
            assertThat(environment.path("KAFKA_CONTROLLER_QUORUM_VOTERS").asText())
                    .contains(i + "@kafka-" + i + ":9093");
        }
        assertThat(nodes).containsExactly("1", "2", "3");
    }

    @Test
    void everyFileThatIsMountedIsThere() {
        for (JsonNode service : compose.get("services"))
            for (JsonNode volume : service.path("volumes"))
                if (volume.asText().startsWith("."))
                    assertThat(Manifests.DOCKER.resolve(beforeColon(volume.asText()))).exists();
        for (JsonNode secret : compose.get("secrets"))
            assertThat(Manifests.DOCKER.resolve("secrets/make.sh"))
                    .content()
                    .contains(Path.of(secret.path("file").asText()).getFileName().toString());
    }

    /** A client that is quiet is pinged before the balancer gives the connection up. */
    @Test
    void theBalancerAsksForReadinessAndLeavesQuietSessionsAlone() throws Exception {
        String balancer = Files.readString(Manifests.DOCKER.resolve("haproxy.cfg"));
        Settings settings = settings("gateway");

        assertThat(balancer)
                .contains("uri /health/ready")
                .contains("check port " + settings.admin().port() + " inter 1s")
                .contains("gateway:" + settings.gateway().port())
                .contains("timeout tunnel 2m");
        assertThat(settings.gateway().session().heartbeat().multipliedBy(2))
                .isLessThan(Duration.ofMinutes(2));
    }

    @Test
    @NeedsProgram("docker-compose")
    void composeTakesItsFile() throws Exception {
        Path file = Manifests.DOCKER.resolve("compose.yaml");

        String services =
                Program.run(
                        directory,
                        "",
                        List.of("docker-compose", "-f", file.toString(), "config", "--services"));

        assertThat(services.lines())
                .contains("kafka-1", "router", "gateway", "balancer", "prometheus", "grafana");
        assertThat(Manifests.DOCKER.resolve(".env"))
                .content()
                .contains("COMPOSE_PROJECT_NAME=event-router");
    }

    @Test
    void prometheusFindsEveryRoleAtItsAdminPort() throws Exception {
        JsonNode configuration =
                Manifests.yaml(Manifests.DOCKER.resolve("prometheus/prometheus.yml"));

        assertThat(configuration.findValuesAsText("port"))
                .containsOnly(Integer.toString(settings("gateway").admin().port()));
        for (JsonNode names : configuration.findValues("names"))
            assertThat(compose.get("services").has(names.get(0).asText())).isTrue();
    }

    private static String beforeColon(String text) {
        return text.substring(0, text.indexOf(':'));
    }

    private JsonNode service(String name) {
        return compose.get("services").path(name);
    }

    /** As the process reads them, with what docker/secrets/make.sh writes. */
    private Settings settings(String service) throws Exception {
        Path secret = directory.resolve("event-router.properties");
        Files.writeString(secret, "cursor.key=as long as make.sh makes it\n");
        var environment = new HashMap<String, String>();
        service(service)
                .path("environment")
                .properties()
                .forEach(v -> environment.put(v.getKey(), v.getValue().asText()));
        assertThat(environment.remove("EVENTROUTER_CONFIG"))
                .isEqualTo("/run/secrets/event-router.properties");
        return SettingsSources.load(Optional.of(secret), environment, Map.of());
    }
}
