package io.eventrouter.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.format.EventFormat;
import io.cloudevents.core.provider.EventFormatProvider;
import io.cloudevents.jackson.JsonFormat;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Publishing with kcat, which knows nothing of us; what arrives is read with CloudEvents' SDK. */
@Timeout(180)
@NeedsProgram("kcat")
@ExtendWith(KafkaFixtureExtension.class)
class KcatIT {
    @TempDir Path directory;
    private Deployment deployment;

    @BeforeEach
    void start(KafkaFixture kafka) {
        deployment = Deployment.of(kafka.settings());
        deployment.withRouter().withGateway();
    }

    @AfterEach
    void stop() {
        deployment.close();
    }

    @Test
    void aBareJsonRecordArrivesOnTheChannelOfItsKey() throws Exception {
        try (var subscriber = subscribe()) {
            kcat("high", "{\"total\":12.50}", "-k", "orders.eu");

            JsonNode event = subscriber.awaitEvents(1).get(0);

            assertThat(event.get("channel").asText()).isEqualTo("orders.eu");
            assertThat(event.get("priority").asText()).isEqualTo("high");
            assertThat(event.get("type").asText()).isEqualTo("eventrouter.record");
            assertThat(event.get("id").asText()).startsWith(topic("high") + ":");
            assertThat(subscriber.eventTexts().get(0)).contains("\"data\":{\"total\":12.50}");
        }
    }

    @Test
    void aBareTextArrivesAsText() throws Exception {
        try (var subscriber = subscribe()) {
            kcat("low", "just text", "-k", "orders.eu");

            JsonNode event = subscriber.awaitEvents(1).get(0);

            assertThat(event.get("data").asText()).isEqualTo("just text");
        }
    }

    @Test
    void aBinaryCloudEventKeepsItsAttributes() throws Exception {
        try (var subscriber = subscribe()) {
            kcat(
                    "critical",
                    "{\"total\":1}",
                    "-H",
                    "ce_specversion=1.0",
                    "-H",
                    "ce_id=b-1",
                    "-H",
                    "ce_source=/shop",
                    "-H",
                    "ce_type=order.placed",
                    "-H",
                    "ce_channel=orders.eu",
                    "-H",
                    "ce_subject=42",
                    "-H",
                    "content-type=application/json");

            CloudEvent event = parsed(subscriber);

            assertThat(event.getId()).isEqualTo("b-1");
            assertThat(event.getSource()).hasToString("/shop");
            assertThat(event.getType()).isEqualTo("order.placed");
            assertThat(event.getSubject()).isEqualTo("42");
            assertThat(event.getExtension("priority")).isEqualTo("critical");
            assertThat(text(event)).isEqualTo("{\"total\":1}");
        }
    }

    @Test
    void aStructuredCloudEventKeepsItsAttributes() throws Exception {
        try (var subscriber = subscribe()) {
            kcat(
                    "normal",
                    "{\"specversion\":\"1.0\",\"id\":\"s-1\",\"source\":\"/shop\",\"type\":\"order.placed\","
                            + "\"time\":\"2026-01-02T03:04:05Z\",\"channel\":\"orders.eu\","
                            + "\"datacontenttype\":\"application/json\",\"data\":{\"total\":2}}",
                    "-H",
                    "content-type=application/cloudevents+json; charset=utf-8");

            CloudEvent event = parsed(subscriber);

            assertThat(event.getId()).isEqualTo("s-1");
            assertThat(event.getTime()).hasToString("2026-01-02T03:04:05Z");
            assertThat(event.getExtension("channel")).isEqualTo("orders.eu");
            assertThat(event.getExtension("position").toString()).matches("\\d+:\\d+");
            assertThat(text(event)).isEqualTo("{\"total\":2}");
        }
    }

    @Test
    void whatCannotBeReadGoesToTheDeadLettersAndTheRestGoesOn() throws Exception {
        try (var subscriber = subscribe()) {
            kcat("high", "no channel at all");
            kcat("high", "{\"n\":1}", "-k", "orders.eu");

            subscriber.awaitEvents(1);
            var dead =
                    RoutedTopic.records(
                            deployment.settings().kafka().bootstrapServers(),
                            deployment.topics().names().deadLetter(),
                            1);

            assertThat(dead).hasSize(1);
            assertThat(new String(dead.get(0).value(), StandardCharsets.UTF_8))
                    .isEqualTo("no channel at all");
            assertThat(subscriber.events()).hasSize(1);
        }
    }

    private Subscriber subscribe() throws Exception {
        return Subscriber.to(deployment.socket(0)).subscribe("orders.*");
    }

    private static CloudEvent parsed(Subscriber subscriber) {
        subscriber.awaitEvents(1);
        EventFormat format =
                EventFormatProvider.getInstance().resolveFormat(JsonFormat.CONTENT_TYPE);
        String message = subscriber.eventTexts().get(0);
        return format.deserialize(message.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(CloudEvent event) {
        return new String(event.getData().toBytes(), StandardCharsets.UTF_8);
    }

    private void kcat(String level, String value, String... options) throws Exception {
        var command = new ArrayList<>(List.of("kcat", "-P", "-b", broker(), "-t", topic(level)));
        command.addAll(List.of(options));
        Program.run(directory, value, command);
    }

    private String broker() {
        return deployment.settings().kafka().bootstrapServers();
    }

    private String topic(String level) {
        return deployment.settings().topics().prefix() + "." + level;
    }
}
