package io.eventrouter.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests that are wrong in one way each, byte for byte, and what each is answered. */
@Timeout(60)
class HandshakeRowsTest {
    private static final String GOOD = RawClient.handshake("/ws", "eventrouter.v1");
    private static final String HOST = "Host: localhost\r\n";
    private static final String KEY_LINE = "Sec-WebSocket-Key: " + RawClient.KEY + "\r\n";

    private static GatewayUnderTest gateway;

    @BeforeAll
    static void startServer() {
        gateway = GatewayUnderTest.start();
    }

    @AfterAll
    static void stopServer() {
        gateway.close();
    }

    static Stream<Arguments> rows() {
        return Stream.of(
                arguments("1 no key", 400, without(KEY_LINE)),
                arguments("2 short key", 400, with(KEY_LINE, "Sec-WebSocket-Key: c2hvcnQ=\r\n")),
                arguments("2 key not Base64", 400, with(KEY_LINE, "Sec-WebSocket-Key: ****\r\n")),
                arguments("2 repeated key", 400, with(KEY_LINE, KEY_LINE + KEY_LINE)),
                arguments("3 version 8", 426, with("Version: 13", "Version: 8")),
                arguments("3 no version", 426, without("Sec-WebSocket-Version: 13\r\n")),
                arguments("3 two versions", 426, with("Version: 13", "Version: 13, 8")),
                arguments("4 POST", 405, with("GET", "POST")),
                arguments("4 HTTP/1.0", 426, with("HTTP/1.1", "HTTP/1.0")),
                arguments("4 no Upgrade", 426, without("Upgrade: websocket\r\n")),
                arguments("4 Upgrade to something else", 426, with(": websocket", ": h3")),
                arguments("5 no Connection", 400, without("Connection: Upgrade\r\n")),
                arguments("6 no Host", 400, without(HOST)),
                arguments("6 two Hosts", 400, with(HOST, HOST + HOST)),
                arguments("6 malformed Host", 400, with(HOST, "Host: a b\r\n")),
                arguments("7 headers over 8 KiB", 431, with(HOST, HOST + bigHeaders())),
                arguments("7 URI over 8 KiB", 414, with("/ws", "/ws?" + "a".repeat(9_000))),
                arguments("8 bare LF", 400, with(HOST, "Host: localhost\n")),
                arguments("9 obs-fold", 400, with(HOST, HOST + "X: a\r\n b\r\n")),
                arguments("9 NUL", 400, with(HOST, HOST + "X: a\0b\r\n")),
                arguments("9 bare CR", 400, with(HOST, HOST + "X: a\rb\r\n")),
                arguments("9 space before colon", 400, with(HOST, HOST + "X : a\r\n")),
                arguments("10 length and chunked", 400, body("5", "chunked")),
                arguments("10 two lengths", 400, with(HOST, HOST + lengths("1", "2"))),
                arguments("10 signed length", 400, with(HOST, HOST + lengths("+1"))),
                arguments("10 overflowing length", 400, with(HOST, HOST + lengths("9".repeat(30)))),
                arguments("11 /%2e%2e/", 400, with("/ws", "/%2e%2e/ws")),
                arguments("11 %2f", 400, with("/ws", "/a%2fws")),
                arguments("11 //", 400, with("/ws", "//ws")),
                arguments("11 %00", 400, with("/ws", "/ws%00")),
                arguments("11 bad UTF-8", 400, with("/ws", "/ws%ff")),
                arguments("12 /ws/../admin", 404, with("/ws", "/ws/../admin")),
                arguments("12 path parameter", 404, with("/ws", "/ws;x=1")),
                arguments("12 /metrics is not here", 404, page("GET", "/metrics")),
                arguments("13 TRACE", 405, page("TRACE", "/")),
                arguments("13 TRACE of the socket", 405, page("TRACE", "/ws")),
                arguments("13 CONNECT", 405, page("CONNECT", "localhost:80")),
                arguments("15 Expect: bogus", 417, with(HOST, HOST + "Expect: bogus\r\n")),
                arguments("15 HTTP/9.9", 505, with("HTTP/1.1", "HTTP/9.9")),
                arguments("20 unknown subprotocol", 400, with("eventrouter.v1", "mqtt")),
                arguments(
                        "20 no subprotocol",
                        400,
                        without("Sec-WebSocket-Protocol: eventrouter.v1\r\n")),
                arguments("20 no channel for bare events", 400, bare("")),
                arguments("20 bad channel for bare events", 400, bare("?channel=a..b")),
                arguments("20 bad priority", 400, bare("?channel=a&minPriority=loud")),
                arguments(
                        "20 two priorities",
                        400,
                        bare("?channel=a&minPriority=low&minPriority=high")),
                arguments(
                        "20 channels over the limit",
                        400,
                        bare("?channel=a" + "&channel=a".repeat(100))),
                arguments("20 bad UTF-8 in the query", 400, bare("?channel=%ff%fe")),
                arguments("20 channel in the query of v1", 400, with("/ws", "/ws?channel=a")));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @MethodSource("rows")
    void answersAWrongRequestWithTheStatusOfItsRow(String row, int status, String request)
            throws Exception {
        try (RawClient client = gateway.connect()) {
            client.send(request);

            HttpHead head = client.readHead();

            assertThat(head.status()).isEqualTo(status);
            assertThat(head.headers()).doesNotContainKey("server");
        }
    }

    @Test
    void namesTheVersionItSpeaks() throws Exception {
        try (RawClient client = gateway.connect()) {
            client.send(with("Version: 13", "Version: 8"));

            HttpHead head = client.readHead();

            assertThat(head.headers())
                    .containsEntry("sec-websocket-version", "13")
                    .containsEntry("upgrade", "websocket");
        }
    }

    @Test
    void tellsNothingOfAnExceptionInTheBody() throws Exception {
        try (RawClient client = gateway.connect()) {
            client.send(with(HOST, "Host: a b\r\n"));

            String body = client.readBody(client.readHead());

            assertThat(body).isEqualTo("Bad Request\n");
        }
    }

    @Test
    void acceptsACorrectHandshake() throws Exception {
        try (RawClient client = gateway.connect()) {
            client.send(GOOD);

            HttpHead head = client.readHead();

            assertThat(head.status()).isEqualTo(101);
            assertThat(head.headers())
                    .containsEntry("sec-websocket-accept", RawClient.ACCEPT)
                    .containsEntry("sec-websocket-protocol", "eventrouter.v1")
                    .doesNotContainKeys("sec-websocket-extensions", "server");
        }
    }

    @Test
    void row20ChoosesTheFirstOfferedThatItSpeaksAndEchoesNoToken() throws Exception {
        try (RawClient client = gateway.connect()) {
            client.send(with("eventrouter.v1", "bearer.SECRET, mqtt, eventrouter.v1"));

            HttpHead head = client.readHead();

            assertThat(head.status()).isEqualTo(101);
            assertThat(head.headers()).containsEntry("sec-websocket-protocol", "eventrouter.v1");
            assertThat(head.toString()).doesNotContain("SECRET");
        }
    }

    @Test
    void row21AgreesToNoExtension() throws Exception {
        try (RawClient client = gateway.connect()) {
            String offer = "Sec-WebSocket-Extensions: permessage-deflate\r\n";
            client.send(with(HOST, HOST + offer));

            HttpHead head = client.readHead();

            assertThat(head.status()).isEqualTo(101);
            assertThat(head.headers()).doesNotContainKey("sec-websocket-extensions");
        }
    }

    @Test
    void row14IgnoresAnUpgradeToHttp2() throws Exception {
        try (RawClient client = gateway.connect()) {
            client.send(
                    "GET / HTTP/1.1\r\n"
                            + HOST
                            + "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
                            + "HTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n");

            HttpHead head = client.readHead();

            assertThat(head.status()).isEqualTo(200);
        }
    }

    @Test
    void row14RefusesThePrefaceOfHttp2() throws Exception {
        try (RawClient client = gateway.connect()) {
            client.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");

            HttpHead head = client.readHead();

            assertThat(head.status()).isEqualTo(426);
        }
    }

    private static String without(String part) {
        return with(part, "");
    }

    private static String with(String part, String other) {
        if (!GOOD.contains(part)) throw new AssertionError(part);
        return GOOD.replaceFirst(
                java.util.regex.Pattern.quote(part),
                java.util.regex.Matcher.quoteReplacement(other));
    }

    private static String bigHeaders() {
        return "X: " + "a".repeat(9_000) + "\r\n";
    }

    private static String lengths(String... lengths) {
        var headers = new StringBuilder();
        for (String length : lengths)
            headers.append("Content-Length: ").append(length).append("\r\n");
        return headers.toString();
    }

    private static String body(String length, String encoding) {
        return with(HOST, HOST + lengths(length) + "Transfer-Encoding: " + encoding + "\r\n");
    }

    private static String page(String method, String target) {
        return method + " " + target + " HTTP/1.1\r\n" + HOST + "\r\n";
    }

    private static String bare(String query) {
        return RawClient.handshake("/ws" + query, "cloudevents.json");
    }
}
