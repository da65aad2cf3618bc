package io.eventrouter.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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
import org.junit.jupiter.api.io.TempDir;

/**
 * The programs of docs/publish.md and docs/subscribe.md work as they stand there, but for the
 * addresses and the topics' prefix.
 */
@Timeout(300)
@ExtendWith(KafkaFixtureExtension.class)
class GuidesIT {
    /** Kept from one build to the next, for the packages in it. */
    private static final Path PROJECT = Path.of("target", "guides").toAbsolutePath();

    private static final String PAGE = "docs/publish.md";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir Path directory;

    private Deployment deployment;
    private GuidedPrograms guide;

    @BeforeEach
    void start(KafkaFixture kafka) throws Exception {
        Files.createDirectories(PROJECT);
        deployment = Deployment.of(kafka.settings()).withRouter().withGateway();
        guide = new GuidedPrograms(PAGE, PROJECT, deployment);
    }

    @AfterEach
    void stop() {
        deployment.close();
    }

    @Test
    void theCommandLinePublishes() throws Exception {
        Path launcher = Path.of("..", "event-router").toAbsolutePath().normalize();

        JsonNode event =
                guide.published(
                        () ->
                                guide.shell(
                                        guide.block("command line")
                                                .replace("event-router", launcher.toString())));

        assertThat(event.path("data").path("from").asText()).isEqualTo("command line");
    }

    @Test
    @NeedsProgram("kcat")
    void kcatPublishes() throws Exception {
        JsonNode event = guide.published(() -> guide.shell(guide.block("kcat")));

        assertThat(event.path("id").asText()).isEqualTo("kcat-1");
        assertThat(event.path("data").path("from").asText()).isEqualTo("kcat");
    }

    @Test
    void javaPublishes() throws Exception {
        JsonNode event = guide.published(() -> guide.java("java"));

        assertThat(event.path("id").asText()).isEqualTo("java-1");
        assertThat(event.path("source").asText()).isEqualTo("/shop");
        assertThat(event.path("data").path("from").asText()).isEqualTo("java");
    }

    @Test
    @NeedsProgram({"node", "npm"})
    void nodePublishes() throws Exception {
        install("kafkajs", "kafkajs@2");
        Path source = guide.write("node", "publish.mjs");

        JsonNode event = guide.published(() -> guide.run(List.of("node", source.toString())));

        assertThat(event.path("id").asText()).isEqualTo("node-1");
        assertThat(event.path("data").path("from").asText()).isEqualTo("node");
    }

    @Test
    @Timeout(600)
    @NeedsProgram("python3")
    void pythonPublishes() throws Exception {
        var here = new GuidedPrograms(PAGE, directory, deployment);
        here.write("python", "publish.py");

        JsonNode event = here.published(() -> here.shell(here.block("python shell")));

        assertThat(event.path("id").asText()).isEqualTo("python-1");
        assertThat(event.path("source").asText()).isEqualTo("/shop");
        assertThat(event.path("type").asText()).isEqualTo("order.placed");
        assertThat(event.path("data").path("from").asText()).isEqualTo("python");
    }

    @Test
    @Timeout(600)
    @NeedsProgram("go")
    void goPublishes() throws Exception {
        var here = new GuidedPrograms(PAGE, directory, deployment);
        here.write("go", "main.go");

        JsonNode event = here.published(() -> here.shell(here.block("go shell")));

        assertThat(event.path("id").asText()).isEqualTo("go-1");
        assertThat(event.path("source").asText()).isEqualTo("/shop");
        assertThat(event.path("type").asText()).isEqualTo("order.placed");
        assertThat(event.path("data").path("from").asText()).isEqualTo("go");
    }

    @Test
    @NeedsProgram({"node", "npm"})
    void nodeSubscribes() throws Exception {
        install("ws", "ws@8");
        try (InputStream client =
                deployment.page(0).resolve("/client/event-router.js").toURL().openStream()) {
            Files.write(PROJECT.resolve("event-router.mjs"), client.readAllBytes());
        }
        Path source =
                new GuidedPrograms("docs/subscribe.md", PROJECT, deployment)
                        .write("node", "subscribe.mjs");
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

    private void install(String name, String wanted) throws Exception {
        if (Files.exists(PROJECT.resolve("node_modules/" + name + "/package.json"))) return;
        Path description = PROJECT.resolve("package.json");
        if (!Files.exists(description)) Files.writeString(description, "{\"private\": true}");
        guide.run(List.of("npm", "install", "--no-audit", "--no-fund", wanted));
    }
}
