package io.eventrouter.gateway.socket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventrouter.gateway.session.CloseReason;
import io.eventrouter.gateway.session.Outbound;
import io.eventrouter.gateway.session.ServerMessage;
import io.eventrouter.gateway.socket.RecordingSessions.RecordingSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An event stream from its head to its end, as it comes out of a real socket. */
@Timeout(60)
class SseStreamTest {
    private static final int MORE_THAN_SOCKETS_TAKE = 64 << 20;
    private static final Duration HEARTBEAT = GatewayUnderTest.HEARTBEAT;
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String GET = "GET /sse?channel=a HTTP/1.1\r\nHost: localhost\r\n\r\n";

    private final SharedClock clock = new SharedClock();
    private GatewayUnderTest gateway;

    @BeforeEach
    void startServer() {
        gateway = GatewayUnderTest.start(clock);
    }

    @AfterEach
    void stopServer() {
        gateway.close();
    }

    @Test
    void beginsWithAHeadThatNobodyKeepsOrBuffers() throws Exception {
        try (RawClient client = gateway.connect()) {
            client.send(GET);

            HttpHead head = client.readHead();

            assertThat(head.status()).isEqualTo(200);
            assertThat(head.headers())
                    .containsEntry("content-type", "text/event-stream")
                    .containsEntry("cache-control", "no-store")
                    .containsEntry("connection", "close")
                    .containsEntry("x-accel-buffering", "no")
                    .doesNotContainKeys("content-length", "transfer-encoding", "server");
            assertThat(client.readBlock())
                    .matches("retry: [12]\\d{3}\nevent: welcome\ndata: \\{\"op\":\"welcome\".*\n");
            assertThat(client.readBlock())
                    .isEqualTo(
                            "event: subscribed\ndata: {\"op\":\"subscribed\",\"channel\":\"a\"}\n");
        }
    }

    @Test
    void subscribesAsTheQuerySaysEachPatternOnce() throws Exception {
        try (RawClient client = gateway.connect()) {
            client.send(
                    GET.replace(
                            "?channel=a",
                            "?channel=a.*&channel=b&channel=a.*&minPriority=high&cursor=c_-0"));
            client.readHead();
            RecordingSession session = gateway.sessions.next();
            session.awaitAnswered();

            assertThat(session.controlMessages).isTrue();
            assertThat(session.commands)
                    .containsExactly("subscribe a.* high c_-0 null", "subscribe b high c_-0 null");
        }
    }

    @Test
    void beginsInThePastWhenAsked() throws Exception {
        try (RawClient client = gateway.connect()) {
            client.send(GET.replace("?channel=a", "?channel=a&since=PT5M"));
            client.readHead();
            RecordingSession session = gateway.sessions.next();
            session.awaitAnswered();

            assertThat(session.commands)
                    .containsExactly("subscribe a null Ago[millis=300000] null");
        }
    }

    @Test
    void resumesWhereTheBrowserWasWhateverItsAddressSays() throws Exception {
        try (RawClient client = gateway.connect()) {
            client.send(
                    GET.replace("?channel=a", "?channel=a&since=PT5M")
                            .replace("\r\n\r\n", "\r\nLast-Event-ID: later\r\n\r\n"));
            client.readHead();
            RecordingSession session = gateway.sessions.next();
            session.awaitAnswered();

            assertThat(session.commands).containsExactly("subscribe a null later null");
        }
    }

    @Test
    void takesAnEmptyLastEventIdForNone() throws Exception {
        try (RawClient client = gateway.connect()) {
            client.send(GET.replace("\r\n\r\n", "\r\nLast-Event-ID:\r\n\r\n"));
            client.readHead();
            RecordingSession session = gateway.sessions.next();
            session.awaitAnswered();

            assertThat(session.commands).containsExactly("subscribe a null null null");
        }
    }

    @Test
    void servesClientsOfHttp10() throws Exception {
        try (RawClient client = gateway.connect()) {
            client.send("GET /sse?channel=a HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");

            HttpHead head = client.readHead();

            assertThat(head.status()).isEqualTo(200);
            assertThat(head.headers()).containsEntry("connection", "close");
            assertThat(client.readBlock()).contains("event: welcome");
        }
    }

    @Test
    void sendsEventsSmallAndLargeInTheirOrderWithMessagesBetween() throws Exception {
        try (RawClient client = open()) {
            RecordingSession session = gateway.sessions.next();
            var messages = new ArrayList<Outbound>();
            var expected = new ArrayList<String>();
            for (int i = 0; i < 500; i++) {
                String json =
                        "{\"n\":" + i + ",\"t\":\"\u00e9" + "x".repeat(i * 37 % 20_000) + "\"}";
                messages.add(SocketEvents.event(json));
                expected.add("data: " + json + "\n");
                messages.add(new ServerMessage.Checkpoint("c" + i));
                expected.add("id: c" + i + "\n");
            }

            CompletableFuture<Void> written = session.write(messages);

            for (String block : expected) assertThat(utf8(client.readBlock())).isEqualTo(block);
            assertThat(written).succeedsWithin(SOON);
        }
    }

    @Test
    void completesALargeWriteWithoutEndlessRecursion() throws Exception {
        try (RawClient client = open()) {
            RecordingSession session = gateway.sessions.next();
            List<Outbound> large = new ArrayList<>();
            for (int i = 0; i < 3_000; i++) large.add(SocketEvents.event("z".repeat(8 << 10)));

            CompletableFuture<Void> written = session.write(large);

            for (int i = 0; i < 3_000; i++) client.readBlock();
            assertThat(written).succeedsWithin(SOON);
        }
    }

    @Test
    void saysWhyItEndsBehindWhatWasHandedOver() throws Exception {
        try (RawClient client = open()) {
            RecordingSession session = gateway.sessions.next();
            assertThat(session.write(List.of(SocketEvents.event("last words"))))
                    .succeedsWithin(SOON);

            session.sink.close(CloseReason.TOKEN_EXPIRED);

            assertThat(client.readBlock()).isEqualTo("data: last words\n");
            assertThat(client.readBlock())
                    .isEqualTo(
                            """
                            event: close
                            data: {"op":"close","code":1008,"reason":"token-expired"}
                            """);
            assertThat(client.isClosedByServer()).isTrue();
            await().untilAsserted(() -> assertThat(session.gone).isTrue());
            assertThat(closes("token-expired")).isOne();
        }
    }

    @Test
    void endsBehindAMessageThatIsHalfWritten() throws Exception {
        String large = "x".repeat(8 << 20);
        try (RawClient client = open()) {
            RecordingSession session = gateway.sessions.next();
            CompletableFuture<Void> written = session.write(List.of(SocketEvents.event(large)));
            assertThat(written).isNotDone();
            session.sink.close(CloseReason.DRAINING);
            session.sink.close(CloseReason.INTERNAL);

            assertThat(client.readBlock()).isEqualTo("data: " + large + "\n");
            assertThat(client.readBlock()).contains("\"reason\":\"draining\"");
            assertThat(client.isClosedByServer()).isTrue();
            assertThat(written).succeedsWithin(SOON);
        }
    }

    @Test
    void writesNothingAfterTheEnd() throws Exception {
        try (RawClient client = open()) {
            RecordingSession session = gateway.sessions.next();
            session.sink.close(CloseReason.NORMAL);

            CompletableFuture<Void> late = session.write(List.of(SocketEvents.event("late")));

            assertThat(late).failsWithin(SOON);
            assertThat(client.readBlock()).contains("\"reason\":\"bye\"");
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void row42LetsGoOfAClientThatNeverReads() throws Exception {
        try (RawClient client = RawClient.connectWithSmallWindow(gateway.server.port())) {
            client.send(GET);
            RecordingSession session = gateway.sessions.next();
            CompletableFuture<Void> stuck =
                    session.write(List.of(SocketEvents.event("x".repeat(MORE_THAN_SOCKETS_TAKE))));
            session.sink.close(CloseReason.SLOW_CONSUMER);
            assertThat(stuck).isNotDone();

            clock.advance(Duration.ofMillis(2_001));

            assertThat(stuck).failsWithin(SOON);
            await().untilAsserted(() -> assertThat(session.gone).isTrue());
            assertThat(closes("slow-consumer")).isOne();
        }
    }

    @Test
    void showsWhetherASlowClientReads() throws Exception {
        try (RawClient client = open()) {
            RecordingSession session = gateway.sessions.next();
            CompletableFuture<Void> slow =
                    session.write(List.of(SocketEvents.event("x".repeat(MORE_THAN_SOCKETS_TAKE))));
            long before = session.sink.progress();

            client.skip(8 << 20);

            await().until(() -> session.sink.progress() > before);
            assertThat(slow).isNotDone();
        }
    }

    @Test
    void sendsACommentWhenItHasBeenQuietAndOnlyThen() throws Exception {
        try (RawClient client = open()) {
            RecordingSession session = gateway.sessions.next();
            session.awaitAnswered();
            for (int i = 0; i < 3; i++) {
                clock.advance(HEARTBEAT);
                assertThat(client.readBlock()).isEqualTo(":\n");
            }

            clock.advance(HEARTBEAT.dividedBy(2));
            CompletableFuture<Void> busy = session.write(List.of(SocketEvents.event("busy")));

            assertThat(client.readBlock()).isEqualTo("data: busy\n");
            assertThat(busy).succeedsWithin(SOON);
        }
    }

    @Test
    void keepsAClientThatSaysNothingForAsLongAsItLikes() throws Exception {
        try (RawClient client = open()) {
            RecordingSession session = gateway.sessions.next();
            for (int i = 0; i < 20; i++) {
                clock.advance(HEARTBEAT);
                assertThat(client.readBlock()).isEqualTo(":\n");
            }

            assertThat(session.gone).isFalse();
        }
    }

    @Test
    void endsTheSessionWhenTheClientCloses() throws Exception {
        RawClient client = open();
        RecordingSession session = gateway.sessions.next();
        assertThat(connections()).isOne();

        client.close();

        await().untilAsserted(() -> assertThat(session.gone).isTrue());
        await().untilAsserted(() -> assertThat(connections()).isZero());
        assertThat(closes("client")).isOne();
    }

    @Test
    void endsAStreamWhoseClientSpeaks() throws Exception {
        try (RawClient client = open()) {
            client.send(GET);

            assertThat(client.readBlock()).contains("\"reason\":\"protocol\"");
            await().untilAsserted(() -> assertThat(closes("protocol")).isOne());
        }
    }

    @Test
    void endsAStreamWhoseClientSpokeBeforeItBegan() throws Exception {
        try (RawClient client = gateway.connect()) {
            client.send(GET + GET);

            assertThat(client.readHead().status()).isEqualTo(200);
            assertThat(client.isClosedByServer()).isTrue();
            await().untilAsserted(() -> assertThat(closes("protocol")).isOne());
        }
    }

    @Test
    void row41EndsAStreamThatFailsInUsAndTellsNothingOfTheFault() throws Exception {
        gateway.sessions.fault = new IllegalStateException("SECRET");
        try (RawClient client = gateway.connect()) {
            client.send(GET);

            client.readHead();
            String block = client.readBlock();

            assertThat(block).contains("\"reason\":\"internal\"").doesNotContain("SECRET");
            await().untilAsserted(() -> assertThat(closes("internal")).isOne());
        }
    }

    @Test
    void row45TellsStreamsThatItGoes() throws Exception {
        try (RawClient client = open()) {
            gateway.server.close();

            assertThat(client.readBlock()).contains("\"reason\":\"draining\"");
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    /** What Jetty's pool has given out comes back, however streams end. */
    @Test
    void leavesNoBufferWithAnyStream() throws Exception {
        for (int i = 0; i < 20; i++) useAndLeave();

        gateway.close();

        assertThat(gateway.buffers.getLeaks()).isEmpty();
    }

    private void useAndLeave() throws Exception {
        RawClient gone = open();
        RecordingSession other = gateway.sessions.next();
        try (RawClient reading = open()) {
            RecordingSession one = gateway.sessions.next();
            CompletableFuture<Void> stuck =
                    other.write(List.of(SocketEvents.event("x".repeat(MORE_THAN_SOCKETS_TAKE))));
            CompletableFuture<Void> read =
                    one.write(List.of(SocketEvents.event("y".repeat(100_000))));
            reading.readBlock();
            assertThat(read).succeedsWithin(SOON);
            gone.close();
            assertThat(stuck).failsWithin(SOON);
            one.sink.close(CloseReason.NORMAL);
            assertThat(reading.isClosedByServer()).isTrue();
        }
    }

    /** A client whose stream has begun: the first two blocks have been read. */
    private RawClient open() throws Exception {
        RawClient client = gateway.connect();
        client.send(GET);
        client.readHead();
        client.readBlock();
        client.readBlock();
        return client;
    }

    private double closes(String reason) {
        return gateway.count("eventrouter.gateway.closes", "reason", reason);
    }

    private double connections() {
        return gateway.meters
                .get("eventrouter.gateway.connections")
                .tag("transport", "sse")
                .gauge()
                .value();
    }

    private static String utf8(String bytes) {
        return new String(bytes.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1), UTF_8);
    }
}
