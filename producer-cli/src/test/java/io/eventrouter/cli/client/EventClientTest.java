package io.eventrouter.cli.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventrouter.cli.client.Disconnection.Closed;
import io.eventrouter.cli.client.Disconnection.Left;
import io.eventrouter.cli.client.Disconnection.Lost;
import io.eventrouter.cli.client.Disconnection.Refused;
import io.eventrouter.cli.client.Disconnection.SubscriptionRefused;
import io.eventrouter.cli.client.Disconnection.Unusable;
import io.eventrouter.event.ChannelPattern;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.eclipse.jetty.websocket.api.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EventClientTest {
    private static final ReconnectPolicy AT_ONCE =
            (why, hint, failures) ->
                    why instanceof Lost || why instanceof Closed
                            ? Optional.of(Duration.ZERO)
                            : Optional.empty();

    private final Notes notes = new Notes();
    private ScriptedGateway gateway;
    private EventClient client;

    @BeforeEach
    void startGateway() {
        gateway = ScriptedGateway.start();
    }

    @AfterEach
    void stopAll() {
        if (client != null) client.close();
        gateway.close();
    }

    @Test
    void handsOnEventsInTheirOrderOnceItIsSubscribed() throws Exception {
        start(ReconnectPolicy.NEVER, "orders.*", "alerts");
        Session session = gateway.nextSession();
        await().until(() -> notes.ready.size() == 1);

        for (int i = 0; i < 500; i++)
            ScriptedGateway.send(session, ScriptedGateway.event("orders.eu", "low", "" + i));

        await().until(() -> notes.events.size() == 500);
        assertThat(notes.events)
                .extracting(e -> e.data().orElseThrow().asInt())
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(gateway.commands()).hasSize(2);
    }

    @Test
    void readsAnEventThatComesInManyFragments() throws Exception {
        start(ReconnectPolicy.NEVER, ">");
        Session session = gateway.nextSession();
        var large = "\"" + "ä".repeat(300_000) + "\"";

        ScriptedGateway.send(session, ScriptedGateway.event("a", "low", large));

        await().until(() -> notes.events.size() == 1);
        assertThat(notes.events.get(0).data().orElseThrow().textValue()).hasSize(300_000);
    }

    @Test
    void subscribesAgainAfterALostConnection() throws Exception {
        start(AT_ONCE, "a");
        await().until(() -> notes.ready.size() == 1);

        gateway.nextSession().disconnect();
        Session second = gateway.nextSession();
        ScriptedGateway.send(second, ScriptedGateway.event("a", "low", "1"));

        await().until(() -> notes.events.size() == 1);
        assertThat(notes.ready).hasSize(2);
        assertThat(notes.reconnecting).hasSize(1);
        assertThat(gateway.commands()).hasSize(2);
    }

    @Test
    void goesOnAtTheLastCheckpointAndHandsOnOnceWhatComesTwice() throws Exception {
        start(AT_ONCE, "a");
        Session first = gateway.nextSession();
        String repeated = ScriptedGateway.event("a", "low", "2");
        await().until(() -> notes.ready.size() == 1);
        ScriptedGateway.send(first, ScriptedGateway.event("a", "low", "1"));
        ScriptedGateway.send(first, "{\"op\":\"checkpoint\",\"cursor\":\"c1\"}");
        ScriptedGateway.send(first, repeated);
        await().until(() -> notes.events.size() == 2);
        gateway.confirmWith("\"recovered\":true");

        first.disconnect();
        Session second = gateway.nextSession();
        ScriptedGateway.send(second, repeated);
        ScriptedGateway.send(second, ScriptedGateway.event("a", "low", "3"));

        await().until(() -> notes.events.size() == 3);
        assertThat(notes.events)
                .extracting(e -> e.data().orElseThrow().asInt())
                .containsExactly(1, 2, 3);
        assertThat(notes.checkpoints).containsExactly("c1");
        assertThat(gateway.commands().get(0)).doesNotContain("cursor");
        assertThat(gateway.commands().get(1)).contains("\"cursor\":\"c1\"");
        assertThat(notes.gaps).isEmpty();
    }

    @Test
    void tellsWhatCouldNotBeRecovered() throws Exception {
        start(AT_ONCE, "a");
        Session first = gateway.nextSession();
        await().until(() -> notes.ready.size() == 1);
        gateway.confirmWith("\"recovered\":false");

        first.disconnect();

        await().until(() -> notes.gaps.size() == 1);
        assertThat(notes.gaps.get(0)).isEqualTo(Gap.unrecovered("a", 0));
    }

    @Test
    void acknowledgesWhatTheListenerHasTakenAgainWhenItComesAgain() throws Exception {
        var subscription =
                new Subscription(new ChannelPattern("a"), Optional.empty(), Start.NOW, true);
        start(settings(gateway.url(), List.of(subscription), AT_ONCE, TokenSource.NONE));
        Session session = gateway.nextSession();
        await().until(() -> notes.ready.size() == 1);
        String event = ScriptedGateway.event("a", "high", "1");
        ScriptedGateway.send(session, event);
        await().until(() -> acks() == 1);

        ScriptedGateway.send(session, event);

        await().until(() -> acks() == 2);
        assertThat(notes.events).hasSize(1);
    }

    private long acks() {
        return gateway.commands().stream().filter(c -> c.contains("\"op\":\"ack\"")).count();
    }

    @Test
    void showsAFreshTokenForEachConnectionAndBeforeItExpires() throws Exception {
        var count = new AtomicInteger();
        TokenSource tokens =
                () ->
                        CompletableFuture.completedFuture(
                                token(count.incrementAndGet(), Instant.now().plusSeconds(6)));
        var subscriptions = List.of(new Subscription(new ChannelPattern("a"), Optional.empty()));

        start(settings(gateway.url(), subscriptions, AT_ONCE, tokens));

        await().until(
                        () ->
                                gateway.commands().stream()
                                        .anyMatch(c -> c.contains("\"op\":\"auth\"")));
        assertThat(gateway.authorization()).startsWith("Bearer h1.");
        assertThat(gateway.commands().get(1)).contains("\"token\":\"h2.");
    }

    private static String token(int number, Instant expiry) {
        String claims = "{\"exp\":" + expiry.getEpochSecond() + "}";
        return "h"
                + number
                + "."
                + Base64.getUrlEncoder().encodeToString(claims.getBytes(UTF_8))
                + ".s";
    }

    @Test
    void asksForATokenAgainWhenThereWasNone() throws Exception {
        var count = new AtomicInteger();
        TokenSource tokens =
                () ->
                        count.incrementAndGet() == 1
                                ? CompletableFuture.failedFuture(new IOException("not yet"))
                                : CompletableFuture.completedFuture("t");
        var subscriptions = List.of(new Subscription(new ChannelPattern("a"), Optional.empty()));

        start(settings(gateway.url(), subscriptions, AT_ONCE, tokens));

        await().until(() -> notes.ready.size() == 1);
        assertThat(gateway.authorization()).isEqualTo("Bearer t");
        assertThat(notes.reconnecting.get(0).description()).isEqualTo("there is no token: not yet");
    }

    @Test
    void passesOnTheCloseCodeAndTheHintThatCameBefore() throws Exception {
        var asked = new CompletableFuture<Optional<Duration>>();
        start(
                (why, hint, failures) -> {
                    asked.complete(hint);
                    return Optional.empty();
                },
                "a");
        Session session = gateway.nextSession();

        ScriptedGateway.send(session, "{\"op\":\"reconnect\",\"afterMillis\":321}");
        ScriptedGateway.close(session, 1012, "draining");

        assertThat(end()).isEqualTo(new Closed(1012, "draining"));
        assertThat(asked).isCompletedWithValue(Optional.of(Duration.ofMillis(321)));
    }

    @Test
    void countsFailuresInARow() throws Exception {
        var counts = new CopyOnWriteArrayList<Integer>();
        gateway.refuse(503, 503, 503);
        start(
                (why, hint, failures) -> {
                    counts.add(failures);
                    return Optional.of(Duration.ZERO);
                },
                "a");

        await().until(() -> notes.ready.size() == 1);

        assertThat(counts).containsExactly(1, 2, 3);
    }

    @Test
    void reportsARefusedHandshake() throws Exception {
        gateway.refuse(404);

        start(ReconnectPolicy.NEVER, "a");

        assertThat(end()).isEqualTo(new Refused(404, Optional.empty()));
    }

    @Test
    void reportsAHandshakeRefusedForWantOfAToken() throws Exception {
        gateway.refuse(401);

        start(ReconnectPolicy.NEVER, "a");

        assertThat(end()).isEqualTo(new Refused(401, Optional.empty()));
    }

    @Test
    void readsRetryAfter() throws Exception {
        gateway.refuse(503);
        gateway.retryAfter("17");

        start(ReconnectPolicy.NEVER, "a");

        assertThat(end()).isEqualTo(new Refused(503, Optional.of(Duration.ofSeconds(17))));
    }

    @Test
    void doesNotTalkToWhatDoesNotSpeakTheProtocol() throws Exception {
        gateway.speak("");

        start(AT_ONCE, "a");

        assertThat(end()).isInstanceOf(Unusable.class);
        assertThat(gateway.commands()).isEmpty();
    }

    @Test
    void endsWhenASubscriptionIsRefused() throws Exception {
        gateway.refuseSubscriptions("forbidden");

        start(AT_ONCE, "user.7");

        assertThat(end()).isEqualTo(new SubscriptionRefused("user.7", "forbidden", "no"));
    }

    @Test
    void endsWhenSomethingElseThanTheProtocolComes() throws Exception {
        gateway.onSubscribed(session -> ScriptedGateway.send(session, "<html>"));

        start(AT_ONCE, "a");

        assertThat(end()).isInstanceOf(Unusable.class);
    }

    @Test
    void reportsThatNobodyListens() throws Exception {
        int free;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }

        start(URI.create("ws://127.0.0.1:" + free + "/ws"), ReconnectPolicy.NEVER, "a");

        assertThat(end().description()).isEqualToIgnoringCase("connection refused");
    }

    @Test
    void saysGoodByeWhenItIsClosed() throws Exception {
        start(AT_ONCE, "a");
        Session session = gateway.nextSession();
        await().until(() -> notes.ready.size() == 1);

        client.close();

        assertThat(end()).isEqualTo(new Left());
        await().until(() -> !session.isOpen());
    }

    @Test
    void canBeClosedWhileItWaitsToComeBack() throws Exception {
        gateway.refuse(503);
        start((why, hint, failures) -> Optional.of(Duration.ofHours(1)), "a");
        await().until(() -> !notes.reconnecting.isEmpty());

        client.close();

        assertThat(end()).isEqualTo(new Left());
    }

    @Test
    void endsWithWhatItsListenerThrew() throws Exception {
        notes.failure = new IllegalStateException("full");
        gateway.onSubscribed(
                session -> ScriptedGateway.send(session, ScriptedGateway.event("a", "low", "1")));

        start(AT_ONCE, "a");

        assertThatThrownBy(this::end)
                .isInstanceOf(ExecutionException.class)
                .hasCause(notes.failure);
    }

    @Test
    void leavesAGatewayThatHasGoneSilent() throws Exception {
        try (var silent = new SilentServer()) {
            start(silent.url(), ReconnectPolicy.NEVER, "a");

            assertThat(end().description()).isEqualTo("nothing was heard for 500ms");
        }
    }

    private void start(ReconnectPolicy policy, String... channels) {
        start(gateway.url(), policy, channels);
    }

    private void start(URI url, ReconnectPolicy policy, String... channels) {
        List<Subscription> subscriptions =
                List.of(channels).stream()
                        .map(c -> new Subscription(new ChannelPattern(c), Optional.empty()))
                        .toList();
        start(settings(url, subscriptions, policy, TokenSource.NONE));
    }

    private void start(ClientSettings settings) {
        client = new EventClient(settings, notes);
        client.start();
    }

    private static ClientSettings settings(
            URI url, List<Subscription> subscriptions, ReconnectPolicy policy, TokenSource tokens) {
        return new ClientSettings(
                url, subscriptions, Duration.ofSeconds(10), policy, tokens, List.of());
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(30));
    }

    private Disconnection end() throws Exception {
        return client.ended().get(30, TimeUnit.SECONDS);
    }

    /** Writes down what it is told. */
    private static final class Notes implements ClientListener {
        final List<ReceivedEvent> events = new CopyOnWriteArrayList<>();
        final List<Welcome> ready = new CopyOnWriteArrayList<>();
        final List<Disconnection> reconnecting = new CopyOnWriteArrayList<>();
        final List<Gap> gaps = new CopyOnWriteArrayList<>();
        final List<String> checkpoints = new CopyOnWriteArrayList<>();
        volatile RuntimeException failure;

        @Override
        public void onEvent(ReceivedEvent event) {
            if (failure != null) throw failure;
            events.add(event);
        }

        @Override
        public void onReady(Welcome welcome) {
            ready.add(welcome);
        }

        @Override
        public void onGap(Gap gap) {
            gaps.add(gap);
        }

        @Override
        public void onCheckpoint(String cursor) {
            checkpoints.add(cursor);
        }

        @Override
        public void onReconnecting(Disconnection why, Duration after) {
            reconnecting.add(why);
        }
    }

    /** Shakes hands, promises a heartbeat of 200 ms, and never says another word. */
    private static final class SilentServer implements AutoCloseable {
        private final ServerSocket server;
        private volatile Socket accepted;

        SilentServer() throws IOException {
            server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            var thread = new Thread(this::serve, "silent-server");
            thread.setDaemon(true);
            thread.start();
        }

        URI url() {
            return URI.create("ws://127.0.0.1:" + server.getLocalPort() + "/ws");
        }

        private void serve() {
            try {
                accepted = server.accept();
                accepted.getOutputStream().write(answer(readRequest(accepted)));
                accepted.getOutputStream().flush();
            } catch (IOException | GeneralSecurityException e) {
                // The test ends without the answer then, and says so.
            }
        }

        private static String readRequest(Socket socket) throws IOException {
            var request = new ByteArrayOutputStream();
            while (!request.toString(UTF_8).endsWith("\r\n\r\n"))
                request.write(socket.getInputStream().read());
            return request.toString(UTF_8);
        }

        private static byte[] answer(String request) throws IOException, GeneralSecurityException {
            String key =
                    request.lines()
                            .filter(
                                    l ->
                                            l.toLowerCase(Locale.ROOT)
                                                    .startsWith("sec-websocket-key:"))
                            .map(l -> l.substring(l.indexOf(':') + 1).trim())
                            .findFirst()
                            .orElseThrow();
            byte[] accept =
                    MessageDigest.getInstance("SHA-1")
                            .digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(UTF_8));
            byte[] welcome = "{\"op\":\"welcome\",\"heartbeatSeconds\":0.2}".getBytes(UTF_8);
            var answer = new ByteArrayOutputStream();
            answer.write(
                    ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                                    + "Connection: Upgrade\r\n"
                                    + "Sec-WebSocket-Protocol: eventrouter.v1\r\n"
                                    + "Sec-WebSocket-Accept: "
                                    + Base64.getEncoder().encodeToString(accept)
                                    + "\r\n\r\n")
                            .getBytes(UTF_8));
            answer.write(0x81);
            answer.write(welcome.length);
            answer.write(welcome);
            return answer.toByteArray();
        }

        @Override
        public void close() throws IOException {
            server.close();
            if (accepted != null) accepted.close();
        }
    }
}
