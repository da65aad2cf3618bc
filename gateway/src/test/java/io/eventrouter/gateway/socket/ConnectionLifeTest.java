package io.eventrouter.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.eventrouter.event.Priorities;
import io.eventrouter.gateway.session.CloseReason;
import io.eventrouter.gateway.session.FrameSink;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What time, draining and the end of a server do to connections. */
@Timeout(60)
class ConnectionLifeTest {
    private static final Duration HEARTBEAT = GatewayUnderTest.HEARTBEAT;
    private static final byte[] PONG = RawClient.frame(0x80 | WireFrame.PONG, new byte[0]);

    private static final FrameSink.Completion IGNORED =
            new FrameSink.Completion() {
                @Override
                public void written() {}

                @Override
                public void failed(Throwable cause) {}
            };

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
    void row24ClosesAConnectionThatStaysSilent() throws Exception {
        try (RawClient client = gateway.connect()) {
            client.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
            client.readBody(client.readHead());

            clock.advance(Duration.ofMillis(10_001));

            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void row25ClosesARequestThatDripsIn() throws Exception {
        try (RawClient client = gateway.connect()) {
            client.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\nGET / HTTP/1.1\r\n");
            client.readBody(client.readHead());
            clock.advance(Duration.ofSeconds(9));
            client.send("Host: local");

            clock.advance(Duration.ofMillis(1_001));

            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void row43PingsAQuietSessionAndClosesOneThatDoesNotAnswer() throws Exception {
        try (RawClient client = gateway.open()) {
            clock.advance(HEARTBEAT);
            WireFrame ping = client.readFrame();

            clock.advance(HEARTBEAT);

            assertThat(ping.opcode()).isEqualTo(WireFrame.PING);
            assertThat(client.readFrame()).isEqualTo(WireFrame.close(1001, "idle"));
            awaitClose("idle");
        }
    }

    @Test
    void keepsAQuietSessionThatAnswers() throws Exception {
        try (RawClient client = gateway.open()) {
            for (int i = 0; i < 5; i++) {
                clock.advance(HEARTBEAT);
                client.readFrame();
                client.send(PONG);
                client.text("{\"op\":\"ping\"}");
                client.readFrame();
            }

            client.text("{\"op\":\"ping\",\"ref\":\"still there\"}");

            assertThat(client.readFrame().text()).contains("still there");
        }
    }

    @Test
    void keepsASessionThatReadsALargeMessageSlowly() throws Exception {
        int rounds = 6;
        int part = 8 << 20;
        try (RawClient witness = gateway.open();
                RawClient client = gateway.open()) {
            gateway.sessions.next();
            var session = gateway.sessions.next();
            session.awaitAnswered();
            session.sink.write(
                    List.of(SocketEvents.event("x".repeat((rounds + 2) * part))), IGNORED);

            for (int i = 0; i < rounds; i++) {
                long before = session.sink.progress();
                clock.advance(HEARTBEAT);
                assertThat(witness.readFrame().opcode()).isEqualTo(WireFrame.PING);
                witness.send(PONG);
                client.skip(part);
                await().until(() -> session.sink.progress() > before);
            }

            client.skip(2 * part);
            assertThat(session.gone).isFalse();
        }
    }

    @Test
    void closesASessionThatStopsReadingALargeMessage() throws Exception {
        try (RawClient client = gateway.open()) {
            var session = gateway.sessions.next();
            session.awaitAnswered();
            session.sink.write(List.of(SocketEvents.event("x".repeat(64 << 20))), IGNORED);
            client.skip(20 << 20);
            await().until(() -> session.sink.progress() > 0);

            await().until(
                            () -> {
                                clock.advance(HEARTBEAT);
                                return session.gone;
                            });

            awaitClose("idle");
        }
    }

    @Test
    void row23RefusesNewSessionsWhileItDrainsAndKeepsTheOthers() throws Exception {
        try (RawClient old = gateway.open();
                RawClient client = gateway.connect()) {
            gateway.server.stopAccepting();

            client.send(RawClient.handshake("/ws", "eventrouter.v1"));

            HttpHead head = client.readHead();
            assertThat(head.status()).isEqualTo(503);
            assertThat(head.headers()).containsKey("retry-after");
            old.text("{\"op\":\"ping\"}");
            assertThat(old.readFrame()).isEqualTo(WireFrame.text("{\"op\":\"pong\"}"));
        }
    }

    @Test
    void row45TellsSessionsThatItGoes() throws Exception {
        try (RawClient client = gateway.open()) {

            gateway.server.close();

            assertThat(client.readFrame()).isEqualTo(WireFrame.close(1012, "draining"));
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void endsTheSessionWhenTheClientCloses() throws Exception {
        try (RawClient client = gateway.open()) {
            var session = gateway.sessions.next();
            client.send(RawClient.frame(0x80 | WireFrame.CLOSE, new byte[] {3, (byte) 0xe8}));

            WireFrame answer = client.readFrame();

            assertThat(answer).isEqualTo(WireFrame.close(1000, ""));
            assertThat(client.isClosedByServer()).isTrue();
            awaitClose("client");
            await().untilAsserted(() -> assertThat(session.gone).isTrue());
        }
    }

    @Test
    void endsTheSessionWhenTheClientIsGone() throws Exception {
        RawClient client = gateway.open();
        var session = gateway.sessions.next();

        client.close();

        await().untilAsserted(() -> assertThat(session.gone).isTrue());
        awaitClose("lost");
        assertThat(connections()).isZero();
    }

    @Test
    void waitsForTheClientsOwnCloseAndThenLetsGo() throws Exception {
        try (RawClient client = gateway.open()) {
            gateway.sessions.next().close(CloseReason.NORMAL);
            client.readFrame();
            client.text("{\"op\":\"ping\"}");

            clock.advance(Duration.ofMillis(2_001));

            assertThat(client.isClosedByServer()).isTrue();
            await().untilAsserted(() -> assertThat(connections()).isZero());
        }
    }

    @Test
    void saysInOneLineThatItsPortIsInUse() {
        int port = gateway.server.port();
        var second =
                new SocketServer(
                        GatewayUnderTest.settings(port),
                        Priorities.standard(),
                        gateway.sessions,
                        RequestIdentity.of(gateway.authentication, Duration.ofSeconds(8)),
                        gateway.publishing,
                        new SimpleMeterRegistry());

        assertThatThrownBy(second::start)
                .isInstanceOf(AddressUnavailableException.class)
                .hasMessage(
                        "gateway.port = %d: another program listens on 127.0.0.1:%d already; stop"
                                + " it, or choose another port",
                        port, port);
        second.close();
    }

    /** One thread reads from many clients; a client that goes on after its close is one of them. */
    @Test
    void hearsOthersWhileOneClientFloods() throws Exception {
        Thread flood;
        try (RawClient flooder = gateway.open()) {
            flood = new Thread(() -> floodUntilItIsClosed(flooder));
            flood.start();
            assertThat(flooder.readFrame()).isEqualTo(WireFrame.close(1008, "rate"));

            for (int i = 0; i < 16; i++) assertThat(answersPing()).isTrue(); // on every thread

            assertThat(flood.isAlive()).isTrue(); // no time has passed by the gateway's clock
        }
        flood.join();
    }

    private boolean answersPing() throws IOException {
        try (RawClient other = gateway.open()) {
            other.send(RawClient.frame(0x80 | WireFrame.PING, new byte[] {1}));
            return other.readFrame().opcode() == WireFrame.PONG;
        }
    }

    private static void floodUntilItIsClosed(RawClient client) {
        var frames = new ByteArrayOutputStream();
        for (int i = 0; i < 1_000; i++) frames.writeBytes(PONG);
        try {
            while (true) client.send(frames.toByteArray());
        } catch (IOException e) {
            // That is the end.
        }
    }

    private void awaitClose(String reason) {
        await().untilAsserted(
                        () ->
                                assertThat(
                                                gateway.count(
                                                        "eventrouter.gateway.closes",
                                                        "reason",
                                                        reason))
                                        .isOne());
    }

    private double connections() {
        return gateway.meters
                .get("eventrouter.gateway.connections")
                .tag("transport", "websocket")
                .gauge()
                .value();
    }
}
