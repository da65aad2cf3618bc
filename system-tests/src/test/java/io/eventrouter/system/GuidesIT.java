package io.eventrouter.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The programs of docs/publish.md and docs/subscribe.md work as they stand there, but for the
 * addresses and the topics' prefix. Those in Python and Go are tried by hand.
 */
@Timeout(300)
@ExtendWith(KafkaFixtureExtension.class)
class GuidesIT {
    /** Kept from one build to the next, for the packages in it. */
    private static final Path PROJECT = Path.of("target", "guides").toAbsolutePath();

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Deployment deployment;

    @BeforeEach
    void start(KafkaFixture kafka) throws Exception {
        Files.createDirectories(PROJECT);
        deployment = Deployment.of(kafka.settings()).withRouter().withGateway();
    }

    @AfterEach
    void stop() {
        deployment.close();
    }

    @Test
    void theCommandLinePublishes() throws Exception {
        Path launcher = Path.of("..", "event-router").toAbsolutePath().normalize();

        JsonNode event =
                published(
                        () ->
                                shell(
                                        program("command line")
                                                .replace("event-router", launcher.toString())));

        assertThat(event.path("data").path("from").asText()).isEqualTo("command line");
    }

    @Test
    @NeedsProgram("kcat")
    void kcatPublishes() throws Exception {
        JsonNode event = published(() -> shell(program("kcat")));

        assertThat(event.path("id").asText()).isEqualTo("kcat-1");
        assertThat(event.path("data").path("from").asText()).isEqualTo("kcat");
    }

    @Test
    void javaPublishes() throws Exception {
        Path source = Files.writeString(PROJECT.resolve("Publish.java"), program("java"));
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classPath = System.getProperty("java.class.path");

        JsonNode event = published(() -> run(List.of(java, "-cp", classPath, source.toString())));

        assertThat(event.path("id").asText()).isEqualTo("java-1");
        assertThat(event.path("source").asText()).isEqualTo("/shop");
        assertThat(event.path("data").path("from").asText()).isEqualTo("java");
    }

    @Test
    @NeedsProgram({"node", "npm"})
    void nodePublishes() throws Exception {
        install("kafkajs", "kafkajs@2");
        Path source = Files.writeString(PROJECT.resolve("publish.mjs"), program("node"));

        JsonNode event = published(() -> run(List.of("node", source.toString())));

        assertThat(event.path("id").asText()).isEqualTo("node-1");
        assertThat(event.path("data").path("from").asText()).isEqualTo("node");
    }

    @Test
    @NeedsProgram({"node", "npm"})
    void nodeSubscribes() throws Exception {
        install("ws", "ws@8");
        try (InputStream client =
                deployment.page(0).resolve("/client/event-router.js").toURL().openStream()) {
            Files.write(PROJECT.resolve("event-router.mjs"), client.readAllBytes());
        }
        String text = Markdown.read("docs/subscribe.md").marked("run: node").text();
        Path source = Files.writeString(PROJECT.resolve("subscribe.mjs"), here(text));
        Path out = Files.createTempFile(PROJECT, "out", ".txt");
        var levels = deployment.settings().levels().priorities();
        deployment.publisher().publish(TestEvents.numbered(levels, "high", "orders.eu", 1)).join();

        Process node =
                new ProcessBuilder("node", source.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(out.toFile())
                        .start();
        try {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(Files.readString(out)).startsWith("high orders.eu {"));
        } finally {
            node.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
    }

    /** The only event that comes of it. */
    private JsonNode published(Publishing publishing) throws Exception {
        try (var subscriber = Subscriber.to(deployment.socket(0)).subscribe("orders.>")) {
            publishing.run();
            subscriber.awaitEvents(1);
            JsonNode event = new JsonMapper().readTree(subscriber.eventTexts().get(0));
            assertThat(event.path("priority").asText()).isEqualTo("high");
            assertThat(event.path("channel").asText()).isEqualTo("orders.eu.42");
            return event;
        }
    }

    @FunctionalInterface
    private interface Publishing {
        void run() throws Exception;
    }

    private String program(String marker) throws Exception {
        return here(Markdown.read("docs/publish.md").marked("run: " + marker).text());
    }

    private String here(String program) {
        return program.replace("localhost:9092", deployment.settings().kafka().bootstrapServers())
                .replace("localhost:8080", deployment.socket(0).getAuthority())
                .replace("events.high", deployment.settings().topics().prefix() + ".high");
    }

    private void shell(String text) throws Exception {
        String settings =
                "export EVENTROUTER_KAFKA_BOOTSTRAP_SERVERS="
                        + deployment.settings().kafka().bootstrapServers()
                        + " EVENTROUTER_TOPICS_PREFIX="
                        + deployment.settings().topics().prefix()
                        + "\n";
        run(List.of("sh", "-c", settings + text));
    }

    private static void run(List<String> command) throws Exception {
        Program.run(PROJECT, "", command);
    }

    private static void install(String name, String wanted) throws Exception {
        if (Files.exists(PROJECT.resolve("node_modules/" + name + "/package.json"))) return;
        Path description = PROJECT.resolve("package.json");
        if (!Files.exists(description)) Files.writeString(description, "{\"private\": true}");
        run(List.of("npm", "install", "--no-audit", "--no-fund", wanted));
    }
}
