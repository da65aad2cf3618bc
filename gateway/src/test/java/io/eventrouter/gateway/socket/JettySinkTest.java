package io.eventrouter.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventrouter.gateway.session.CloseReason;
import io.eventrouter.gateway.session.EventFrame;
import io.eventrouter.gateway.session.FrameSink;
import io.eventrouter.gateway.session.Outbound;
import io.eventrouter.gateway.session.Probe;
import io.eventrouter.gateway.session.ServerMessage;
import io.eventrouter.gateway.socket.RecordingSessions.RecordingSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.websocket.core.OpCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a session writes, as it comes out of a real socket. */
@Timeout(60)
class JettySinkTest {
    private static final int MORE_THAN_SOCKETS_TAKE = 64 << 20;

    private static final WireFrame PONG = new WireFrame(WireFrame.PONG, true, "p");
    private static final Duration SOON = Duration.ofSeconds(10);

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

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 127, 8_191, 8_192, 65_535, 65_536, 300_000})
    void sendsEventsOfAnySizeAlsoOverTheLimitOfClients(int size) throws Exception {
        try (RawClient client = gateway.open()) {
            RecordingSession session = gateway.sessions.next();
            List<String> texts = List.of("a".repeat(size), "b".repeat(size), "c".repeat(size));

            CompletableFuture<Void> written = session.write(events(texts));

            assertThat(client.readFrames(3)).isEqualTo(frames(texts));
            assertThat(written).succeedsWithin(SOON);
        }
    }

    @Test
    void keepsTheOrderOfSmallAndLargeAndControlMessages() throws Exception {
        try (RawClient client = gateway.open()) {
            RecordingSession session = gateway.sessions.next();
            var messages = new ArrayList<Outbound>();
            var expected = new ArrayList<WireFrame>();
            for (int i = 0; i < 500; i++) {
                String text = i + ":" + "x".repeat(i * 37 % 20_000);
                messages.add(SocketEvents.event(text));
                expected.add(WireFrame.text(text));
                messages.add(new ServerMessage.Pong("r" + i));
                expected.add(WireFrame.text("{\"op\":\"pong\",\"ref\":\"r" + i + "\"}"));
            }

            CompletableFuture<Void> written = session.write(messages);

            assertThat(client.readFrames(1_000)).isEqualTo(expected);
            assertThat(written).succeedsWithin(SOON);
        }
    }

    @Test
    void putsPongsBetweenMessagesNeverIntoThem() throws Exception {
        try (RawClient client = gateway.open()) {
            RecordingSession session = gateway.sessions.next();
            List<String> texts = new ArrayList<>();
            for (int i = 0; i < 2_000; i++) texts.add(i + "y".repeat(i));
            CompletableFuture<Void> written = session.write(events(texts));
            for (int i = 0; i < 50; i++)
                client.send(RawClient.frame(0x80 | WireFrame.PING, new byte[] {'p'}));

            List<WireFrame> came = new ArrayList<>();
            while (came.stream().filter(f -> f.opcode() == WireFrame.TEXT).count() < texts.size())
                came.add(client.readFrame());

            came.removeIf(f -> f.equals(new WireFrame(WireFrame.PONG, true, "p")));
            assertThat(came).isEqualTo(frames(texts));
            assertThat(written).succeedsWithin(SOON);
        }
    }

    @Test
    void completesOneWriteAfterTheOtherWithoutEndlessRecursion() throws Exception {
        try (RawClient client = gateway.open()) {
            RecordingSession session = gateway.sessions.next();
            List<String> large = new ArrayList<>();
            for (int i = 0; i < 3_000; i++) large.add("z".repeat(8 << 10));
            CompletableFuture<Void> written = session.write(events(large));

            client.readFrames(large.size());

            assertThat(written).succeedsWithin(SOON);
        }
    }

    @Test
    void sendsTheCloseFrameBehindWhatWasHandedOver() throws Exception {
        try (RawClient client = gateway.open()) {
            RecordingSession session = gateway.sessions.next();
            assertThat(session.write(events(List.of("last words")))).succeedsWithin(SOON);

            session.sink.close(CloseReason.DRAINING);

            assertThat(client.readFrame()).isEqualTo(WireFrame.text("last words"));
            assertThat(client.readFrame()).isEqualTo(WireFrame.close(1012, "draining"));
        }
    }

    @Test
    void holdsPongAndCloseBackWhileAMessageIsHalfWritten() throws Exception {
        String large = "x".repeat(8 << 20);
        try (RawClient client = gateway.open()) {
            RecordingSession session = gateway.sessions.next();
            CompletableFuture<Void> written = session.write(events(List.of(large, "behind it")));
            assertThat(written).isNotDone();
            client.send(RawClient.frame(0x80 | WireFrame.PING, new byte[] {'p'}));
            client.text("{\"op\":\"ping\",\"ref\":\"seen\"}");
            session.sink.close(CloseReason.DRAINING);

            List<WireFrame> came = client.readFrames(3);

            assertThat(came.get(0)).isEqualTo(WireFrame.text(large));
            assertThat(came.get(1)).isEqualTo(WireFrame.text("behind it"));
            assertThat(came.get(2)).isIn(WireFrame.close(1012, "draining"), PONG);
            assertThat(written).succeedsWithin(SOON);
        }
    }

    /** What Jetty's pool has given out comes back, whatever became of the writes. */
    @Test
    void leavesNoBufferWithAnySession() throws Exception {
        for (int i = 0; i < 20; i++) useAndLeave();

        gateway.close();

        assertThat(gateway.buffers.getLeaks()).isEmpty();
    }

    /** One client reads to the end, another goes in the middle of a message. */
    private void useAndLeave() throws Exception {
        RawClient gone = gateway.open();
        try (RawClient reading = gateway.open()) {
            RecordingSession other = gateway.sessions.next();
            RecordingSession one = gateway.sessions.next();
            CompletableFuture<Void> stuck =
                    other.write(events(List.of("x".repeat(MORE_THAN_SOCKETS_TAKE))));
            CompletableFuture<Void> read = one.write(events(List.of("y".repeat(100_000), "small")));
            assertThat(reading.readFrames(2)).hasSize(2);
            assertThat(read).succeedsWithin(SOON);
            gone.close();
            assertThat(stuck).failsWithin(SOON);
            one.sink.close(CloseReason.NORMAL);
            assertThat(reading.readFrame()).isEqualTo(WireFrame.close(1000, "bye"));
        }
    }

    @Test
    void writesNothingAfterTheCloseFrame() throws Exception {
        try (RawClient client = gateway.open()) {
            RecordingSession session = gateway.sessions.next();
            session.sink.close(CloseReason.NORMAL);

            CompletableFuture<Void> late = session.write(events(List.of("late", "later")));

            assertThat(late).failsWithin(SOON);
            assertThat(client.readFrame()).isEqualTo(WireFrame.close(1000, "bye"));
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void closesOnlyOnce() throws Exception {
        try (RawClient client = gateway.open()) {
            RecordingSession session = gateway.sessions.next();
            session.sink.close(CloseReason.SLOW_CONSUMER);

            session.sink.close(CloseReason.INTERNAL);

            assertThat(client.readFrame()).isEqualTo(WireFrame.close(1013, "slow-consumer"));
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    /** An urgent event overtakes what waits in the session, but nothing in the kernel. */
    @Test
    void letsTheKernelHoldLittleForAClientThatDoesNotRead() throws Exception {
        int part = JettySink.GATHER_BYTES;
        try (RawClient client = RawClient.connectWithSmallWindow(gateway.server.port())) {
            client.send(RawClient.handshake("/ws", "eventrouter.v1"));
            RecordingSession session = gateway.sessions.next();
            client.readHead();
            client.readFrame();

            int taken = 0;
            while (session.write(events(List.of("x".repeat(part)))).isDone()) taken += part;

            assertThat(taken).isLessThanOrEqualTo(2 * GatewayConnector.SEND_BUFFER_BYTES);
        }
    }

    @Test
    void row42LetsGoOfAClientThatNeverReads() throws Exception {
        try (RawClient client = RawClient.connectWithSmallWindow(gateway.server.port())) {
            client.send(RawClient.handshake("/ws", "eventrouter.v1"));
            RecordingSession session = gateway.sessions.next();
            CompletableFuture<Void> stuck =
                    session.write(events(List.of("x".repeat(MORE_THAN_SOCKETS_TAKE))));
            session.sink.close(CloseReason.SLOW_CONSUMER);
            assertThat(stuck).isNotDone();

            clock.advance(Duration.ofMillis(2_001));

            assertThat(stuck).failsWithin(SOON);
            await().untilAsserted(() -> assertThat(session.gone).isTrue());
        }
    }

    @Test
    void failsAWriteOnceWhenTheClientIsGone() throws Exception {
        RawClient client = gateway.open();
        RecordingSession session = gateway.sessions.next();
        session.awaitAnswered();
        var failures = new AtomicInteger();
        var done = new CompletableFuture<Void>();
        session.sink.write(
                events(List.of("x".repeat(MORE_THAN_SOCKETS_TAKE), "y", "z")),
                new FrameSink.Completion() {
                    @Override
                    public void written() {
                        done.completeExceptionally(new AssertionError("written to nobody"));
                    }

                    @Override
                    public void failed(Throwable cause) {
                        failures.incrementAndGet();
                        done.complete(null);
                    }
                });

        client.close();

        assertThat(done).succeedsWithin(SOON);
        await().untilAsserted(() -> assertThat(session.gone).isTrue());
        assertThat(failures).hasValue(1);
    }

    @Test
    void neverChangesTheBytesThatSessionsShare() throws Exception {
        try (RawClient one = gateway.open();
                RawClient other = gateway.open()) {
            List<Outbound> shared = events(List.of("small", "large".repeat(10_000)));
            CompletableFuture<Void> first = gateway.sessions.next().write(shared);

            CompletableFuture<Void> second = gateway.sessions.next().write(shared);

            assertThat(other.readFrames(2)).isEqualTo(one.readFrames(2));
            assertThat(first).succeedsWithin(SOON);
            assertThat(second).succeedsWithin(SOON);
            assertThat(((EventFrame) shared.get(0)).payload().position()).isZero();
        }
    }

    @Test
    void asksByAPingBehindItsMessagesAndHearsTheAnswerOnce() throws Exception {
        try (RawClient client = gateway.open()) {
            RecordingSession session = gateway.sessions.next();

            CompletableFuture<Void> written =
                    session.write(List.of(SocketEvents.event("a"), new Probe(7)));

            assertThat(written).succeedsWithin(SOON);
            assertThat(client.readFrames(2))
                    .containsExactly(
                            WireFrame.text("a"),
                            new WireFrame(OpCode.PING, true, "\0\0\0\0\0\0\0\7"));
            for (int number : new int[] {8, 7, 7, 6}) client.send(pong(number));
            client.text("{\"op\":\"ping\"}");
            assertThat(client.readFrame().text()).contains("pong");
            assertThat(session.commands).containsExactly("answered 7");
        }
    }

    private static byte[] pong(int number) {
        return RawClient.frame(
                0x80 | WireFrame.PONG, new byte[] {0, 0, 0, 0, 0, 0, 0, (byte) number});
    }

    private static List<Outbound> events(List<String> texts) {
        return texts.stream().map(t -> (Outbound) SocketEvents.event(t)).toList();
    }

    private static List<WireFrame> frames(List<String> texts) {
        return texts.stream().map(WireFrame::text).toList();
    }
}
