package io.eventrouter.gateway.socket;

import io.eventrouter.config.GatewaySettings;
import io.eventrouter.config.Secret;
import io.eventrouter.config.SessionSettings;
import io.eventrouter.event.Priorities;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;

/** The real server on a free port, with sessions that record. */
final class GatewayUnderTest implements AutoCloseable {
    static final int MAX_FRAME_BYTES = 65_536;

    final RecordingSessions sessions = new RecordingSessions();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final SocketServer server;

    private GatewayUnderTest(SessionSettings session) {
        server = new SocketServer(settings(0, session), Priorities.standard(), sessions, meters);
        server.start();
    }

    static GatewayUnderTest start() {
        return start(Duration.ofSeconds(25), Duration.ofSeconds(10));
    }

    static GatewayUnderTest start(Duration heartbeat, Duration writeTimeout) {
        return new GatewayUnderTest(session(heartbeat, writeTimeout));
    }

    static GatewaySettings settings(int port) {
        return settings(port, session(Duration.ofSeconds(25), Duration.ofSeconds(10)));
    }

    private static GatewaySettings settings(int port, SessionSettings session) {
        return new GatewaySettings(
                "g1",
                "127.0.0.1",
                port,
                1,
                1 << 20,
                Duration.ofSeconds(1),
                new Secret(""),
                session);
    }

    private static SessionSettings session(Duration heartbeat, Duration writeTimeout) {
        return new SessionSettings(
                1024, 1 << 20, writeTimeout, heartbeat, 100, MAX_FRAME_BYTES, 50);
    }

    RawClient connect() throws IOException {
        return RawClient.connect(server.port());
    }

    /** A client that has shaken hands; of {@code eventrouter.v1} the welcome has been read. */
    RawClient open(String subprotocol, String query) throws IOException {
        RawClient client = connect();
        client.send(RawClient.handshake("/ws" + query, subprotocol));
        HttpHead head = client.readHead();
        if (head.status() != 101) throw new AssertionError(head);
        return client;
    }

    RawClient open() throws IOException {
        RawClient client = open("eventrouter.v1", "");
        client.readFrame();
        return client;
    }

    double count(String meter, String tag, String value) {
        var counter = meters.find(meter).tag(tag, value).counter();
        return counter == null ? 0 : counter.count();
    }

    @Override
    public void close() {
        server.close();
    }
}
