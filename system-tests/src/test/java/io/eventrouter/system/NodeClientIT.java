package io.eventrouter.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Subscribing with {@code ws}, the WebSocket client that most of Node's world uses. */
@Timeout(300)
@NeedsProgram({"node", "npm"})
@ExtendWith(KafkaFixtureExtension.class)
class NodeClientIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Path project;
    private Deployment deployment;

    @BeforeEach
    void start(KafkaFixture kafka) throws Exception {
        project = NodeProject.withWs("subscribe.mjs", "follow.mjs", "publish.mjs");
        deployment = Deployment.of(kafka.settings("ack.timeout=500ms", "ack.attempts=2"));
        deployment.withRouter().withGateway();
    }

    @AfterEach
    void stop() {
        deployment.close();
    }

    @Test
    void theNpmPackageWsGetsEvents() throws Exception {
        Path out = Files.createTempFile(project, "out", ".txt");
        Process node = subscribe(out, "orders.*", 4);
        try {
            Awaitility.await().atMost(PATIENCE).until(() -> !Files.readString(out).isEmpty());

            publish("critical", "high", "normal", "low");

            assertThat(node.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(node.exitValue()).isZero();
            assertThat(events(out))
                    .extracting(e -> e.get("priority").asText() + " " + e.get("data"))
                    .containsExactlyInAnyOrder(
                            "critical {\"n\":1}",
                            "high {\"n\":1}",
                            "normal {\"n\":1}",
                            "low {\"n\":1}");
        } finally {
            node.destroyForcibly();
        }
    }

    @Test
    void theBrowserClientMissesNothingInNodeWhenTheNetworkGoesAwayAndComesBack() throws Exception {
        Path out = Files.createTempFile(project, "out", ".txt");
        try (var network = CuttingProxy.to(deployment.socket(0).getPort())) {
            Process node = follow(out, network, 60);
            try {
                awaitLines(out, 1);
                publishNumbered(0, 20);
                awaitLines(out, 21);

                network.cut();
                publishNumbered(20, 40);
                Awaitility.await().atMost(PATIENCE).until(() -> network.refused() > 0);
                network.mend();
                publishNumbered(40, 60);

                assertThat(node.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
                assertThat(node.exitValue()).isZero();
                var lines = new ArrayList<String>(List.of("SUBSCRIBED"));
                IntStream.range(0, 60).forEach(n -> lines.add("low-" + n));
                assertThat(Files.readAllLines(out)).containsExactlyInAnyOrderElementsOf(lines);
            } finally {
                node.destroyForcibly();
            }
        }
    }

    @Test
    void theBrowserClientAcknowledgesWhatItsLoopHasTaken() throws Exception {
        Path out = Files.createTempFile(project, "out", ".txt");
        try (var network = CuttingProxy.to(deployment.socket(0).getPort());
                var silent = AckingClient.connect(deployment.socket(0), "orders.*", false, null)) {
            Process node = follow(out, network, 3, "ack");
            try {
                awaitLines(out, 1);

                publish("critical", "high");
                silent.awaitControls("gap", 2); // its time was up twice for both
                publish("low");

                assertThat(node.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
                assertThat(node.exitValue()).isZero();
                assertThat(Files.readAllLines(out))
                        .containsExactlyInAnyOrder("SUBSCRIBED", "critical-1", "high-1", "low-1");
            } finally {
                node.destroyForcibly();
            }
        }
    }

    @Test
    void theBrowserClientPublishesAndIsToldWhyNot() throws Exception {
        String socket = deployment.socket(0).toString();
        String output;
        try (var subscriber = Subscriber.to(deployment.socket(0)).subscribe("chat.*")) {

            output = Program.run(project, "", List.of("node", "publish.mjs", module(), socket));

            JsonNode event = subscriber.awaitEvents(1).get(0);
            assertThat(event.get("id").asText()).isEqualTo("e1");
            assertThat(event.at("/data/text").asText()).isEqualTo("hi");
        }
        String topic = deployment.settings().topics().prefix() + ".high";
        assertThat(output.lines()).containsExactly("e1 " + topic, "bad-channel", "bad-event");
    }

    /** The client as the gateway serves it. */
    private String module() throws Exception {
        URI client = deployment.page(0).resolve("/client/event-router.js");
        Path module = project.resolve("event-router.mjs");
        try (InputStream served = client.toURL().openStream()) {
            Files.write(module, served.readAllBytes());
        }
        return module.toString();
    }

    private Process follow(Path out, CuttingProxy network, int count, String... more)
            throws Exception {
        var command =
                new ArrayList<>(
                        List.of(
                                "node",
                                "follow.mjs",
                                module(),
                                "ws://127.0.0.1:" + network.port() + "/ws",
                                "orders.*",
                                Integer.toString(count)));
        command.addAll(List.of(more));
        return new ProcessBuilder(command)
                .directory(project.toFile())
                .redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static void awaitLines(Path out, int count) {
        Awaitility.await().atMost(PATIENCE).until(() -> Files.readAllLines(out).size() >= count);
    }

    private void publishNumbered(int first, int end) throws Exception {
        var priorities = deployment.settings().levels().priorities();
        for (int n = first; n < end; n++)
            deployment
                    .publisher()
                    .publish(TestEvents.numbered(priorities, "low", "orders.eu", n))
                    .get(30, TimeUnit.SECONDS);
    }

    private Process subscribe(Path out, String channel, int count) throws IOException {
        return new ProcessBuilder(
                        "node",
                        "subscribe.mjs",
                        deployment.socket(0).toString(),
                        channel,
                        Integer.toString(count))
                .directory(project.toFile())
                .redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private void publish(String... levels) throws Exception {
        var priorities = deployment.settings().levels().priorities();
        for (String level : levels)
            deployment
                    .publisher()
                    .publish(TestEvents.numbered(priorities, level, "orders.eu", 1))
                    .get(30, TimeUnit.SECONDS);
    }

    private static List<JsonNode> events(Path out) throws IOException {
        var json = new ObjectMapper();
        var events = new ArrayList<JsonNode>();
        for (String line : Files.readAllLines(out))
            if (line.startsWith("{")) events.add(json.readTree(line));
        return events;
    }
}
