package io.eventrouter.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.startupcheck.OneShotStartupCheckStrategy;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.containers.wait.strategy.WaitStrategy;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.lifecycle.Startables;
import org.testcontainers.utility.DockerImageName;

/**
 * Our images, as docker/Dockerfile makes them, together with Kafka's. Needs an engine and the
 * images, which docker/engine.sh provides; so it runs only where the group is asked for.
 */
@Tag("engine")
@Timeout(400)
class ContainersIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration EACH_ATTEMPT = Duration.ofMinutes(1);
    private static final String KAFKA = "kafka:19092";

    private final Network network =
            Network.builder()
                    .createNetworkCmdModifier(
                            create ->
                                    create.withOptions(
                                            Map.of(
                                                    "com.docker.network.bridge.host_binding_ipv4",
                                                    "127.0.0.1")))
                    .build();
    private final KafkaContainer kafka =
            new KafkaContainer(
                            DockerImageName.parse(KafkaFixtureExtension.image())
                                    .asCompatibleSubstituteFor("apache/kafka"))
                    .withNetwork(network)
                    .withListener(KAFKA)
                    .withStartupTimeout(PATIENCE);
    private final GenericContainer<?> router = role("router").waitingFor(healthy());
    private final GenericContainer<?> gateway =
            role("gateway").withExposedPorts(8080, 8081).waitingFor(healthy());

    @BeforeEach
    void start() {
        kafka.start();
        Startables.deepStart(router, gateway).join();
    }

    @AfterEach
    void stop() {
        Stream.of(gateway, router, kafka).forEach(GenericContainer::stop);
        network.close();
    }

    @Test
    void carryAnEventFromTheCommandLineToAWebSocket() throws Exception {
        try (var client = Subscriber.to(URI.create(webSocket()))) {
            client.subscribe("orders.>");

            String said =
                    cli("publish", "--channel", "orders.eu.42", "--priority", "high", "{\"n\":1}");

            assertThat(said).contains("events.high:");
            assertThat(client.awaitEvents(1).get(0).at("/data/n").asInt()).isEqualTo(1);
        }
    }

    @Test
    void runWithoutRootAndStopInOrder() throws Exception {
        String user = gateway.execInContainer("id", "-u").getStdout();
        String written = gateway.execInContainer("sh", "-c", "echo x >/x; echo $?").getStdout();

        gateway.getDockerClient().stopContainerCmd(gateway.getContainerId()).withTimeout(60).exec();

        assertThat(user.strip()).isEqualTo("10001");
        assertThat(written.strip()).isNotEqualTo("0");
        assertThat(
                        gateway.getDockerClient()
                                .inspectContainerCmd(gateway.getContainerId())
                                .exec()
                                .getState()
                                .getExitCodeLong())
                .isZero();
    }

    private String webSocket() {
        return "ws://" + gateway.getHost() + ":" + gateway.getMappedPort(8080) + "/ws";
    }

    /** What the command prints; fails unless it ends with 0. */
    private String cli(String... command) {
        try (var cli =
                role("cli")
                        .withCommand(command)
                        .withStartupCheckStrategy(
                                new OneShotStartupCheckStrategy().withTimeout(EACH_ATTEMPT))) {
            cli.start();
            return cli.getLogs();
        }
    }

    /**
     * As compose.yaml and Kubernetes run it: nothing can be written but /tmp, and one that ends
     * since Kafka did not answer in time is started again.
     */
    private GenericContainer<?> role(String name) {
        return new GenericContainer<>(
                        DockerImageName.parse(
                                System.getenv("EVENTROUTER_TEST_IMAGES") + "/" + name))
                .withNetwork(network)
                .withEnv("EVENTROUTER_KAFKA_BOOTSTRAP_SERVERS", KAFKA)
                .withEnv("EVENTROUTER_AUTH_MODE", "open")
                .withTmpFs(Map.of("/tmp", "exec,mode=1777"))
                .withCreateContainerCmdModifier(
                        create -> create.getHostConfig().withReadonlyRootfs(true))
                .withStartupAttempts(3)
                .withStartupTimeout(EACH_ATTEMPT);
    }

    private static WaitStrategy healthy() {
        return Wait.forHealthcheck().withStartupTimeout(EACH_ATTEMPT);
    }
}
