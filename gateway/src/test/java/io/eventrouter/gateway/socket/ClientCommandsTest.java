package io.eventrouter.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventrouter.gateway.socket.RecordingSessions.RecordingSession;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What reaches a session of what its client says, and what the client hears. */
@Timeout(60)
class ClientCommandsTest {
    private GatewayUnderTest gateway;

    @BeforeEach
    void startServer() {
        gateway = GatewayUnderTest.start();
    }

    @AfterEach
    void stopServer() {
        gateway.close();
    }

    @Test
    void welcomesAClientOfTheControlProtocolFirst() throws Exception {
        try (RawClient client = gateway.open("eventrouter.v1", "")) {

            WireFrame first = client.readFrame();

            assertThat(first.text()).startsWith("{\"op\":\"welcome\",\"session\":\"s0\"");
            assertThat(gateway.sessions.next().controlMessages).isTrue();
        }
    }

    @Test
    void handsCommandsToTheSessionInTheirOrder() throws Exception {
        try (RawClient client = gateway.open()) {
            client.text("{\"op\":\"subscribe\",\"channel\":\"a.*\",\"minPriority\":\"high\"}");
            client.text("{\"op\":\"subscribe\",\"channel\":\"b\",\"cursor\":\"c1\",\"ref\":\"1\"}");
            client.text("{\"op\":\"unsubscribe\",\"channel\":\"b\",\"ref\":\"2\"}");

            client.readFrames(3);

            assertThat(gateway.sessions.next().commands)
                    .containsExactly(
                            "subscribe a.* high null null",
                            "subscribe b null c1 1",
                            "unsubscribe b 2");
            assertThat(gateway.count("eventrouter.gateway.client.messages", "op", "subscribe"))
                    .isEqualTo(2);
        }
    }

    @Test
    void readsACommandThatCameInFragments() throws Exception {
        try (RawClient client = gateway.open()) {
            client.send(RawClient.frame(1, utf8("{\"op\":\"pi")));
            client.send(RawClient.frame(0x80 | WireFrame.PING, utf8("between")));
            client.send(RawClient.frame(0x80, utf8("ng\",\"ref\":\"é\"}")));

            assertThat(client.readFrame())
                    .isEqualTo(new WireFrame(WireFrame.PONG, true, "between"));
            assertThat(client.readFrame().text()).isEqualTo("{\"op\":\"pong\",\"ref\":\"é\"}");
        }
    }

    @Test
    void row35AnswersWhatIsWrongWithAnErrorAndGoesOn() throws Exception {
        try (RawClient client = gateway.open()) {
            client.text("{\"op\":\"shout\",\"ref\":\"7\"}");
            WireFrame error = client.readFrame();

            client.text("{\"op\":\"ping\"}");

            assertThat(error.text())
                    .startsWith("{\"op\":\"error\",\"code\":\"unknown-op\"")
                    .endsWith("\"ref\":\"7\"}");
            assertThat(client.readFrame().text()).isEqualTo("{\"op\":\"pong\"}");
        }
    }

    @Test
    void row35ForgivesMalformedMessagesWithGoodOnesBetween() throws Exception {
        try (RawClient client = gateway.open()) {
            for (int i = 0; i < 2 * ClientConnection.MOST_MALFORMED; i++) {
                client.text("{");
                client.text("{\"op\":\"ping\"}");
                client.readFrames(2);
            }

            client.text("{\"op\":\"ping\",\"ref\":\"on\"}");

            assertThat(client.readFrame().text()).contains("\"on\"");
        }
    }

    @Test
    void subscribesAClientOfBareEventsByItsQuery() throws Exception {
        String query = "?channel=orders.*&channel=alerts&minPriority=normal";
        try (RawClient client = gateway.open("cloudevents.json", query)) {
            RecordingSession session = gateway.sessions.next();

            await().untilAsserted(
                            () ->
                                    assertThat(session.commands)
                                            .containsExactly(
                                                    "subscribe orders.* normal null null",
                                                    "subscribe alerts normal null null"));
            assertThat(session.controlMessages).isFalse();
            client.send(RawClient.frame(0x80 | WireFrame.PING, utf8("first")));
            assertThat(client.readFrame()).isEqualTo(new WireFrame(WireFrame.PONG, true, "first"));
        }
    }

    @Test
    void takesNoMessageFromAClientOfBareEvents() throws Exception {
        try (RawClient client = gateway.open("cloudevents.json", "?channel=a")) {
            client.text("{\"op\":\"ping\"}");

            WireFrame last = client.readFrame();

            assertThat(last).isEqualTo(WireFrame.close(1008, "forbidden"));
        }
    }

    @Test
    void countsHandshakesByTheirAnswer() throws Exception {
        try (RawClient good = gateway.open();
                RawClient bad = gateway.connect()) {
            bad.send(RawClient.handshake("/ws", "mqtt"));

            bad.readHead();

            assertThat(gateway.count("eventrouter.gateway.handshakes", "status", "101")).isOne();
            assertThat(gateway.count("eventrouter.gateway.handshakes", "status", "400")).isOne();
            good.text("{\"op\":\"ping\"}");
            assertThat(good.readFrame().text()).contains("pong");
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
