package io.eventrouter.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Runs programs of a page of the documentation in a folder, against a deployment: addresses and the
 * topics' prefix are replaced, all else is as it stands there. Confined to one thread.
 */
final class GuidedPrograms {
    /** Package managers fetch what is not there, and compilers meet it for the first time. */
    private static final Duration PATIENCE = Duration.ofMinutes(7);

    private final String page;
    private final Path folder;
    private final Deployment deployment;

    /**
     * @param page from the root of the project
     * @param folder where programs are written to, and run
     */
    GuidedPrograms(String page, Path folder, Deployment deployment) {
        this.page = page;
        this.folder = folder;
        this.deployment = deployment;
    }

    /** Something that publishes. */
    @FunctionalInterface
    interface Publishing {
        void run() throws Exception;
    }

    /** The only event that comes of it, which should be as all pages have it. */
    JsonNode published(Publishing publishing) throws Exception {
        return published(1, publishing).get(0);
    }

    /** All events that come of it. */
    List<JsonNode> published(int count, Publishing publishing) throws Exception {
        try (var subscriber = Subscriber.to(deployment.socket(0)).subscribe("orders.>")) {
            publishing.run();
            List<JsonNode> events = subscriber.awaitEvents(count);
            assertThat(events).hasSize(count);
            for (JsonNode event : events) {
                assertThat(event.path("priority").asText()).isEqualTo("high");
                assertThat(event.path("channel").asText()).isEqualTo("orders.eu.42");
            }
            return events;
        }
    }

    /** The block that {@code run: MARKER} marks. */
    String block(String marker) throws IOException {
        return here(Markdown.read(page).marked("run: " + marker).text());
    }

    /** Writes that block to a file of the folder. */
    Path write(String marker, String file) throws IOException {
        return Files.writeString(folder.resolve(file), block(marker));
    }

    /** That program, as this JVM's launcher runs a source file. */
    void java(String marker) throws Exception {
        Path source = write(marker, "Publish.java");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        run(List.of(java, "-cp", System.getProperty("java.class.path"), source.toString()));
    }

    String here(String program) {
        return program.replace("localhost:9092", deployment.settings().kafka().bootstrapServers())
                .replace("localhost:8080", deployment.socket(0).getAuthority())
                .replace("events.high", deployment.settings().topics().prefix() + ".high");
    }

    /** Commands, of which each should end well. */
    void shell(String text) throws Exception {
        String settings =
                "export EVENTROUTER_KAFKA_BOOTSTRAP_SERVERS="
                        + deployment.settings().kafka().bootstrapServers()
                        + " EVENTROUTER_TOPICS_PREFIX="
                        + deployment.settings().topics().prefix()
                        + "\n";
        run(List.of("sh", "-e", "-c", settings + text));
    }

    void run(List<String> command) throws Exception {
        Program.run(folder, "", PATIENCE, command);
    }
}
