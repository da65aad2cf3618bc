package io.eventrouter.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.eventrouter.config.PublishMode;
import io.eventrouter.config.PublishSettings;
import io.eventrouter.event.Event;
import io.eventrouter.event.EventId;
import io.eventrouter.ingest.PublishException.Reason;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Publishing on the socket, with a scripted Kafka behind the real port. */
@Timeout(60)
class SocketPublishTest {
    private GatewayUnderTest gateway = GatewayUnderTest.start();

    @AfterEach
    void stopServer() {
        gateway.close();
    }

    @Test
    void tellsWhereKafkaHasTheEvent() throws Exception {
        try (RawClient client = gateway.open()) {
            client.text(
                    "{\"op\":\"publish\",\"ref\":\"3\",\"id\":\"e1\",\"priority\":\"high\","
                            + "\"channel\":\"chat.room1\",\"data\":{\"text\": \"hé\"}}");

            assertThat(client.readFrame().text())
                    .isEqualTo(
                            "{\"op\":\"published\",\"id\":\"e1\",\"topic\":\"events.high\","
                                    + "\"position\":\"3:18446\",\"ref\":\"3\"}");
        }
        Event event = gateway.kafka.events().get(0);
        assertThat(event.id()).isEqualTo(new EventId("/clients", "e1"));
        assertThat(event.data()).asString().isEqualTo("{\"text\": \"hé\"}");
        assertThat(event.contentType()).contains("application/json");
    }

    @Test
    void answersEachEventWhenKafkaHasItAndOthersMeanwhile() throws Exception {
        gateway.kafka.hold();
        try (RawClient client = gateway.open()) {
            client.text("{\"op\":\"publish\",\"ref\":\"1\",\"channel\":\"a\"}");
            gateway.kafka.awaitEvents(1);
            client.text("{\"op\":\"ping\",\"ref\":\"2\"}");
            WireFrame first = client.readFrame();

            gateway.kafka.acknowledgeHeld();

            assertThat(first.text()).contains("pong");
            assertThat(client.readFrame().text()).contains("\"published\"", "\"ref\":\"1\"");
        }
    }

    static Stream<Arguments> rows() {
        return Stream.of(
                arguments("48 depth", "bad-event", data("[".repeat(33) + "]".repeat(33))),
                arguments("48 number", "bad-event", data("1".repeat(1_000))),
                arguments("48 name", "bad-event", data("{\"" + "n".repeat(1_025) + "\":1}")),
                arguments("48 lone surrogate", "bad-event", data("\"\\ud83d\"")),
                arguments("48 member twice", "malformed", data("{\"a\":1,\"a\":2}")),
                arguments("48 trailing token", "malformed", data("1 2")),
                arguments("48 empty", "malformed", data("")),
                arguments("48 NaN", "malformed", data("NaN")),
                arguments("49 priority", "bad-priority", with("\"priority\":\"loud\"")),
                arguments("49 time", "bad-event", with("\"expirytime\":\"soon\"")),
                arguments("49 id", "bad-event", with("\"id\":\"a\\r\\nb\"")),
                arguments("49 long id", "bad-event", with("\"id\":\"" + "k".repeat(10_240) + "\"")),
                arguments("49 no member of it", "malformed", with("\"partitionkey\":\"k\"")),
                arguments(
                        "49 channel",
                        "bad-channel",
                        "{\"op\":\"publish\",\"ref\":\"9\",\"channel\":\"a.*\"}"));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @MethodSource("rows")
    void refusesAWrongEventAndGoesOn(String row, String code, String text) throws Exception {
        try (RawClient client = gateway.open()) {
            client.text(text);
            client.text("{\"op\":\"publish\",\"channel\":\"a\",\"id\":\"good\"}");

            assertThat(client.readFrame().text())
                    .as(row)
                    .startsWith("{\"op\":\"error\",\"code\":\"" + code + "\"")
                    .hasSizeLessThan(300);
            assertThat(client.readFrame().text()).contains("\"published\"", "\"good\"");
        }
    }

    private static String data(String json) {
        return with("\"data\":" + json);
    }

    private static String with(String member) {
        return "{\"op\":\"publish\",\"ref\":\"9\",\"channel\":\"a\"," + member + "}";
    }

    @Test
    void row50And51SayWhyAnEventWasNotTaken() throws Exception {
        gateway.kafka.fail(Reason.NOT_ENOUGH_REPLICAS);
        try (RawClient client = gateway.open()) {
            client.text("{\"op\":\"publish\",\"ref\":\"1\",\"channel\":\"a\"}");

            assertThat(client.readFrame().text())
                    .startsWith("{\"op\":\"error\",\"code\":\"unavailable\"")
                    .endsWith("\"ref\":\"1\"}")
                    .doesNotContain("kafka-1");
            gateway.kafka.fail(Reason.TOO_LARGE);
            client.text("{\"op\":\"publish\",\"ref\":\"2\",\"channel\":\"a\"}");
            assertThat(client.readFrame().text()).contains("too-large");
        }
    }

    @Test
    void row50RefusesOverTheRateAndWherePublishingIsSwitchedOff() throws Exception {
        restart(
                new PublishSettings(
                        PublishMode.AUTO,
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(1),
                        9,
                        256 << 10,
                        1));
        try (RawClient client = gateway.open()) {
            for (int i = 0; i < 5; i++) client.text("{\"op\":\"publish\",\"channel\":\"a\"}");

            assertThat(client.readFrames(5))
                    .filteredOn(frame -> frame.text().contains("\"code\":\"rate\""))
                    .hasSize(1);
        }
        restart(
                new PublishSettings(
                        PublishMode.FALSE,
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(1),
                        9,
                        256 << 10,
                        0));
        try (RawClient client = gateway.open()) {
            client.text("{\"op\":\"publish\",\"channel\":\"a\"}");

            assertThat(client.readFrame().text()).contains("forbidden", "publish.enabled");
        }
    }

    /** All answers come at once when Kafka is back, and a session takes so many only. */
    @Test
    void takesNoMoreEventsThanASessionTakesAnswers() throws Exception {
        restart(
                new PublishSettings(
                        PublishMode.AUTO,
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(1),
                        1_000,
                        16 << 20,
                        0));
        gateway.kafka.hold();
        try (RawClient client = gateway.open()) {
            for (int n = 0; n <= ClientConnection.MOST_UNANSWERED; n++)
                client.text("{\"op\":\"publish\",\"channel\":\"a\",\"id\":\"" + n + "\"}");
            assertThat(client.readFrame().text()).contains("\"code\":\"unavailable\"");

            gateway.kafka.acknowledgeHeld();

            for (WireFrame answer : client.readFrames(ClientConnection.MOST_UNANSWERED))
                assertThat(answer.text()).contains("\"op\":\"published\"");
        }
    }

    @Test
    void aClientThatHasGoneIsAnsweredByNobody() throws Exception {
        gateway.kafka.hold();
        try (RawClient client = gateway.open()) {
            client.text("{\"op\":\"publish\",\"channel\":\"a\"}");
            gateway.kafka.awaitEvents(1);
        }

        gateway.kafka.acknowledgeHeld();

        assertThat(gateway.kafka.isIdle()).isTrue();
        assertThat(gateway.published("normal")).isOne();
    }

    private void restart(PublishSettings settings) {
        gateway.close();
        gateway = GatewayUnderTest.start(settings);
    }
}
