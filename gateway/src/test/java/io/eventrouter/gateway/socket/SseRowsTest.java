package io.eventrouter.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.eventrouter.config.AdmissionSettings;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests for an event stream that are wrong in one way each, and what each is answered. */
@Timeout(60)
class SseRowsTest {
    private static final String GET = "GET /sse?channel=a HTTP/1.1\r\nHost: localhost\r\n\r\n";

    private static GatewayUnderTest gateway;

    private final SharedClock clock = new SharedClock();

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
                arguments("no channel", 400, query("")),
                arguments("empty channel", 400, query("?channel=")),
                arguments("bad channel", 400, query("?channel=a..b")),
                arguments("one bad channel of two", 400, query("?channel=a&channel=%20")),
                arguments("too many channels", 400, query("?channel=a" + manyChannels())),
                arguments("unknown parameter", 400, query("?chanel=a&channel=a")),
                arguments("bad priority", 400, query("?channel=a&minPriority=loud")),
                arguments("two priorities", 400, query("?channel=a" + twice("minPriority=low"))),
                arguments("bad since", 400, query("?channel=a&since=yesterday")),
                arguments("since in the future", 400, query("?channel=a&since=-PT5M")),
                arguments("two since", 400, query("?channel=a" + twice("since=PT5M"))),
                arguments("empty cursor", 400, query("?channel=a&cursor=")),
                arguments("cursor that is no text of ours", 400, query("?channel=a&cursor=a.b")),
                arguments("two cursors", 400, query("?channel=a" + twice("cursor=a"))),
                arguments("cursor and since", 400, query("?channel=a&cursor=a&since=PT5M")),
                arguments("bad UTF-8", 400, query("?channel=%ff%fe")),
                arguments("bad Last-Event-ID", 400, head("Last-Event-ID: a b\r\n")),
                arguments("Last-Event-ID not ASCII", 400, head("Last-Event-ID: \u00e9\r\n")),
                arguments("two Last-Event-IDs", 400, head(twiceLine("Last-Event-ID: a\r\n"))),
                arguments("body", 400, head("Content-Length: 2\r\n") + "hi"),
                arguments(
                        "chunked body", 400, head("Transfer-Encoding: chunked\r\n") + "0\r\n\r\n"),
                arguments("POST", 405, GET.replace("GET", "POST")),
                arguments("DELETE", 405, GET.replace("GET", "DELETE")),
                arguments("path below", 404, GET.replace("/sse", "/sse/x")),
                arguments("path parameter", 404, GET.replace("/sse", "/sse;x=1")),
                arguments("no Host", 400, GET.replace("Host: localhost\r\n", "")));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @MethodSource("rows")
    void answersAWrongRequestWithTheStatusOfItsRow(String row, int status, String request)
            throws Exception {
        try (RawClient client = gateway.connect()) {
            client.send(request);

            HttpHead head = client.readHead();

            assertThat(head.status()).isEqualTo(status);
            assertThat(client.readBody(head)).endsWith("\n").hasSizeLessThan(200);
        }
    }

    @ParameterizedTest
    @MethodSource("reasons")
    void saysWhereAndHowToMendIt(String query, String reason) throws Exception {
        try (RawClient client = gateway.connect()) {
            client.send(query(query));

            String body = client.readBody(client.readHead());

            assertThat(body).isEqualTo(reason + "\n");
        }
    }

    static Stream<Arguments> reasons() {
        return Stream.of(
                arguments("", "channel: 1 to 100 are needed in the query"),
                arguments(
                        "?chanel=a",
                        "query: its parameters are [channel, cursor, minPriority, since]"),
                arguments(
                        "?channel=a&since=x",
                        "since: a duration as PT5M, a time as 2026-01-31T10:00:00Z, or earliest is"
                                + " allowed"),
                arguments(
                        "?channel=a&cursor=%00",
                        "cursor: a cursor is letters, digits, - and _, as an id of the stream has"
                                + " them"));
    }

    @Test
    void namesTheMethodsThatAreAllowed() throws Exception {
        try (RawClient client = gateway.connect()) {
            client.send(GET.replace("GET", "POST"));

            HttpHead head = client.readHead();

            assertThat(head.headers()).containsEntry("allow", "GET, HEAD, OPTIONS");
        }
    }

    @Test
    void row22RefusesTooManySessionsOfAnAddressHoweverTheyTravel() throws Exception {
        try (var small = GatewayUnderTest.start(new AdmissionSettings(0, 1, 0, 0), clock);
                RawClient socket = small.open();
                RawClient stream = small.connect()) {
            stream.send(GET);

            HttpHead head = stream.readHead();

            assertThat(head.status()).isEqualTo(429);
            assertThat(stream.readBody(head)).contains("too many sessions from this address");
            assertThat(socket).isNotNull();
        }
    }

    @Test
    void row23RefusesSessionsOverTheCapAndLetsTheNextInWhenOneEnds() throws Exception {
        try (var small = GatewayUnderTest.start(new AdmissionSettings(1, 0, 0, 0), clock);
                RawClient second = small.connect()) {
            RawClient first = small.connect();
            first.send(GET);
            first.readHead();
            second.send(GET);

            HttpHead head = second.readHead();

            assertThat(head.status()).isEqualTo(503);
            assertThat(head.headers()).containsEntry("retry-after", "5");
            first.close();
            await().until(() -> statusOf(small) == 200);
        }
    }

    @Test
    void row23RefusesNewStreamsWhileItDrains() throws Exception {
        try (var draining = GatewayUnderTest.start(clock);
                RawClient client = draining.connect()) {
            draining.server.stopAccepting();

            client.send(GET);

            HttpHead head = client.readHead();
            assertThat(head.status()).isEqualTo(503);
            assertThat(head.headers()).containsKey("retry-after");
            assertThat(
                            draining.count(
                                    "eventrouter.gateway.admission.refused", "reason", "draining"))
                    .isEqualTo(1);
        }
    }

    @Test
    void letsPagesReadItsAnswers() throws Exception {
        try (RawClient client = gateway.connect()) {
            client.send(query("?channel=a..b").replace("Host", "Origin: http://localhost\r\nHost"));

            HttpHead head = client.readHead();

            assertThat(head.status()).isEqualTo(400);
            assertThat(head.headers()).containsEntry("access-control-allow-origin", "*");
        }
    }

    @Test
    void tellsBrowsersWhichHeadersAPageMaySend() throws Exception {
        try (RawClient client = gateway.connect()) {
            client.send(GET.replace("GET", "OPTIONS"));

            HttpHead head = client.readHead();

            assertThat(head.status()).isEqualTo(200);
            assertThat(head.headers())
                    .containsEntry("access-control-allow-origin", "*")
                    .containsEntry("access-control-allow-methods", "GET, HEAD")
                    .containsEntry(
                            "access-control-allow-headers",
                            "Authorization, Cache-Control, Last-Event-ID");
        }
    }

    @Test
    void answersHeadWithoutAStreamAndWithoutASession() throws Exception {
        try (var fresh = GatewayUnderTest.start(clock);
                RawClient client = fresh.connect()) {
            client.send(GET.replace("GET", "HEAD"));

            HttpHead head = client.readHead();

            assertThat(head.status()).isEqualTo(200);
            assertThat(head.headers()).containsEntry("content-type", "text/event-stream");
            assertThat(client.isClosedByServer()).isTrue();
            assertThat(fresh.sessions.opened).isEmpty();
        }
    }

    @Test
    void row25HoldsAStreamToNoDeadlineOfRequests() throws Exception {
        try (var patient = GatewayUnderTest.start(clock);
                RawClient client = patient.connect()) {
            client.send(GET);
            client.readHead();
            assertThat(client.readBlock()).startsWith("retry: ");
            assertThat(client.readBlock()).startsWith("event: subscribed");

            clock.advance(Duration.ofSeconds(11));

            assertThat(client.readBlock()).isEqualTo(":\n");
        }
    }

    private static int statusOf(GatewayUnderTest gateway) throws Exception {
        try (RawClient client = gateway.connect()) {
            client.send(GET);
            return client.readHead().status();
        }
    }

    private static String query(String query) {
        return GET.replace("?channel=a", query);
    }

    private static String head(String lines) {
        return GET.replace("\r\n\r\n", "\r\n" + lines + "\r\n");
    }

    private static String twice(String parameter) {
        return "&" + parameter + "&" + parameter;
    }

    private static String twiceLine(String line) {
        return line + line;
    }

    private static String manyChannels() {
        var channels = new StringBuilder();
        for (int i = 0; i < 100; i++) channels.append("&channel=b").append(i);
        return channels.toString();
    }
}
