package io.eventrouter.gateway.socket;

import io.eventrouter.config.AdmissionSettings;
import io.eventrouter.config.AuthSettings;
import io.eventrouter.config.DrainSettings;
import io.eventrouter.config.GatewaySettings;
import io.eventrouter.config.OverflowSettings;
import io.eventrouter.config.PublishMode;
import io.eventrouter.config.PublishSettings;
import io.eventrouter.config.ReplaySettings;
import io.eventrouter.config.Secret;
import io.eventrouter.config.SessionSettings;
import io.eventrouter.event.Priorities;
import io.eventrouter.gateway.RoutedRecords;
import io.eventrouter.gateway.TestTokens;
import io.eventrouter.gateway.auth.Authentication;
import io.eventrouter.gateway.publish.Publishing;
import io.eventrouter.gateway.publish.ScriptedKafka;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.eclipse.jetty.io.ArrayByteBufferPool;

/** The real server on a free port, with sessions that record. */
final class GatewayUnderTest implements AutoCloseable {
    static final int MAX_FRAME_BYTES = 65_536;

    /** As short as is allowed, so that the tick comes often. */
    static final Duration HEARTBEAT = Duration.ofSeconds(1);

    final RecordingSessions sessions = new RecordingSessions();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final ArrayByteBufferPool.Tracking buffers = new ArrayByteBufferPool.Tracking();
    final ScriptedKafka kafka = new ScriptedKafka();
    final Publishing publishing;
    final SocketServer server;

    final Authentication authentication;

    private GatewayUnderTest(GatewaySettings settings, long descriptors, LongSupplier clock) {
        this(settings, TestTokens.noKeys(), descriptors, clock);
    }

    private GatewayUnderTest(
            GatewaySettings settings, AuthSettings auth, long descriptors, LongSupplier clock) {
        authentication = Authentication.of(auth, settings.host(), Priorities.standard(), meters);
        authentication.start();
        publishing = kafka.publishing(settings, meters);
        server =
                new SocketServer(
                        settings,
                        Priorities.standard(),
                        sessions,
                        RequestIdentity.of(authentication, auth.deadline()),
                        publishing,
                        meters,
                        new Machine(descriptors, buffers, clock));
        server.start();
    }

    static GatewayUnderTest start() {
        return new GatewayUnderTest(settings(0), 0, System::nanoTime);
    }

    /** Its deadlines pass when the clock says so; it looks at it four times a second. */
    static GatewayUnderTest start(SharedClock clock) {
        return new GatewayUnderTest(settings(0), 0, clock::nanos);
    }

    static GatewayUnderTest start(AdmissionSettings admission, SharedClock clock) {
        return new GatewayUnderTest(settings(0, admission), 0, clock::nanos);
    }

    /** One that asks for tokens. */
    static GatewayUnderTest start(AuthSettings auth) {
        return start(auth, new AdmissionSettings(0, 0, 0, 0), System::nanoTime);
    }

    static GatewayUnderTest start(
            AuthSettings auth, AdmissionSettings admission, LongSupplier clock) {
        return new GatewayUnderTest(settings(0, admission), auth, 0, clock);
    }

    /** In a process that may open so many files. */
    static GatewayUnderTest startWithDescriptors(long descriptors) {
        return new GatewayUnderTest(settings(0), descriptors, System::nanoTime);
    }

    static GatewayUnderTest start(PublishSettings publish) {
        AdmissionSettings admission = new AdmissionSettings(0, 0, 0, 0);
        return new GatewayUnderTest(settings(0, admission, publish), 0, System::nanoTime);
    }

    /** Of anyone, with time-outs that a test can wait for. */
    static PublishSettings publish() {
        return new PublishSettings(
                PublishMode.AUTO, Duration.ofSeconds(1), Duration.ofMillis(500), 100, 256 << 10, 0);
    }

    static GatewaySettings settings(int port) {
        return settings(port, new AdmissionSettings(0, 0, 0, 0));
    }

    private static GatewaySettings settings(int port, AdmissionSettings admission) {
        return settings(port, admission, publish());
    }

    private static GatewaySettings settings(
            int port, AdmissionSettings admission, PublishSettings publish) {
        var session =
                new SessionSettings(
                        1024,
                        1 << 20,
                        OverflowSettings.parse(""),
                        Duration.ofSeconds(10),
                        Duration.ofMillis(5),
                        HEARTBEAT,
                        100,
                        MAX_FRAME_BYTES,
                        50);
        return new GatewaySettings(
                "g1",
                "127.0.0.1",
                port,
                1,
                1 << 20,
                HEARTBEAT,
                new DrainSettings(HEARTBEAT, HEARTBEAT),
                new Secret(""),
                session,
                new ReplaySettings(HEARTBEAT, 1 << 20, 1),
                admission,
                RoutedRecords.ACKS,
                publish);
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

    /** Of all transports, or whatever else the meter tells apart. */
    double count(String meter, String tag, String value) {
        return meters.find(meter).tag(tag, value).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    /** Events of that level that Kafka has acknowledged. */
    double published(String level) {
        return meters.get("eventrouter.gateway.publish.events")
                .tags("level", level, "outcome", "published")
                .counter()
                .count();
    }

    /** What a gauge of publishing shows. */
    double gauge(String name) {
        return meters.get("eventrouter.gateway.publish." + name).gauge().value();
    }

    @Override
    public void close() {
        server.close();
        authentication.close();
        publishing.close();
    }
}
