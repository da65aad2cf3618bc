package io.eventrouter.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The programs of docs/cloudevents.md, which publish with CloudEvents' own SDKs. */
@Timeout(600)
@ExtendWith(KafkaFixtureExtension.class)
class CloudEventsIT {
    @TempDir Path directory;

    private Deployment deployment;
    private GuidedPrograms guide;

    @BeforeEach
    void start(KafkaFixture kafka) {
        deployment = Deployment.of(kafka.settings()).withRouter().withGateway();
        guide = new GuidedPrograms("docs/cloudevents.md", directory, deployment);
    }

    @AfterEach
    void stop() {
        deployment.close();
    }

    @Test
    void anEventOfTheJavaSdkArrives() throws Exception {
        JsonNode event = guide.published(() -> guide.java("java"));

        assertThatItIs(event, "java-sdk-1", "java");
    }

    @Test
    @NeedsProgram("python3")
    void eventsOfThePythonSdkArriveInBothModes() throws Exception {
        guide.write("python", "publish.py");

        List<JsonNode> events = guide.published(2, () -> guide.shell(guide.block("python shell")));

        assertThatItIs(events.get(0), "python-sdk-1", "python");
        assertThatItIs(events.get(1), "python-sdk-2", "python");
        for (JsonNode event : events)
            assertThat(OffsetDateTime.parse(event.path("time").asText())).isNotNull();
    }

    @Test
    @NeedsProgram("go")
    void anEventOfTheGoSdkArrives() throws Exception {
        guide.write("go", "main.go");

        JsonNode event = guide.published(() -> guide.shell(guide.block("go shell")));

        assertThatItIs(event, "go-sdk-1", "go");
        assertThat(OffsetDateTime.parse(event.path("time").asText())).isNotNull();
    }

    private static void assertThatItIs(JsonNode event, String id, String from) {
        assertThat(event.path("specversion").asText()).isEqualTo("1.0");
        assertThat(event.path("id").asText()).isEqualTo(id);
        assertThat(event.path("source").asText()).isEqualTo("/shop");
        assertThat(event.path("type").asText()).isEqualTo("order.placed");
        assertThat(event.path("subject").asText()).isEqualTo("42");
        assertThat(event.path("datacontenttype").asText()).isEqualTo("application/json");
        assertThat(event.path("data").path("from").asText()).isEqualTo(from);
    }
}
