package io.eventrouter.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventrouter.cli.CommandLines;
import io.eventrouter.cli.TailCommand;
import io.eventrouter.config.Settings;
import io.eventrouter.event.Channel;
import io.eventrouter.event.Event;
import io.eventrouter.gateway.Gateway;
import io.eventrouter.gateway.feed.FeedStatus;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real gateway that asks for tokens: keys that change, tokens that end, users that are revoked.
 */
@Timeout(240)
@ExtendWith(KafkaFixtureExtension.class)
class AuthIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LONG = Duration.ofHours(1);

    /**
     * So many large events are more than fits between a gateway and a client that reads nothing.
     */
    private static final int MANY = 3_000;

    private static final String SECRET = "a-secret-of-a-test-that-is-long-enough";

    @TempDir Path folder;

    private final Issuer issuer = Issuer.named("k1");
    private KeyServer keys;
    private Path revoked;
    private Deployment deployment;

    @BeforeEach
    void start(KafkaFixture kafka) throws Exception {
        keys = KeyServer.start(0, issuer.key());
        revoked = Files.writeString(folder.resolve("revoked"), "# nobody yet\n");
        deployment =
                Deployment.of(
                        kafka.settings(
                                "gateway.host=0.0.0.0",
                                "auth.jwks=" + keys.url(),
                                "auth.hmac-secret=" + SECRET,
                                "auth.revocation-file=" + revoked));
        deployment.withRouter().withGateway();
    }

    @AfterEach
    void stop() {
        deployment.close();
        keys.close();
    }

    @Test
    void takesTokensOfAKeyThatIsPublishedLaterAndNoneOfOneThatIsGone() throws Exception {
        Issuer next = Issuer.named("k2");
        try (var before = connect(issuer.token("alice", LONG, "orders.>"))) {
            keys.publish(next.key());

            await().atMost(PATIENCE)
                    .until(() -> status(next.token("bob", LONG, "orders.>")) == 101);

            assertThat(status(issuer.token("carol", LONG, "orders.>"))).isIn(401, 503);
            await().atMost(PATIENCE)
                    .until(() -> status(issuer.token("carol", LONG, "orders.>")) == 401);
            before.send("{\"op\":\"ping\"}");
            before.awaitMessage("pong");
        }
    }

    @Test
    void doesNotAskTheIssuerForEachKeyThatSomebodyMakesUp() {
        int before = keys.readings();

        for (int n = 0; n < 50; n++)
            assertThat(status(Issuer.named("made-up-" + n).token("eve", LONG))).isIn(401, 503);

        assertThat(keys.readings() - before).isLessThanOrEqualTo(5);
    }

    @Test
    void sendsNothingOnceATokenHasExpiredInMidStream() throws Exception {
        try (var client = connect(issuer.token("alice", Duration.ofSeconds(8), "orders.>"))) {
            client.subscribe("orders.*");
            int published = 0;
            while (client.closeCode() == 0 && published < 10_000) {
                publish(published, published + 1);
                published++;
            }

            int received = client.events().size();
            publish(published, published + 5);

            assertThat(client.closeCode()).isEqualTo(1008);
            assertThat(client.closeReason()).isEqualTo("token-expired");
            assertThat(received).isPositive();
            assertThat(client.events()).hasSize(received);
        }
    }

    @Test
    void closesThoseWhoAreRevokedAndLetsThemInNoMore() throws Exception {
        String token = issuer.token("alice", LONG, "orders.>");
        try (var alice = connect(token);
                var bob = connect(issuer.token("bob", LONG, "orders.>"))) {
            Files.writeString(revoked, "sub alice\n");

            await().atMost(PATIENCE).until(() -> alice.closeCode() == 1008);

            assertThat(alice.closeReason()).isEqualTo("token-revoked");
            assertThat(status(token)).isEqualTo(401);
            bob.send("{\"op\":\"ping\"}");
            bob.awaitMessage("pong");
        }
    }

    @Test
    void givesOneUserNothingByTheCursorOfAnother() throws Exception {
        String cursor;
        try (var alice = connect(issuer.token("alice", LONG, "orders.>"))) {
            cursor = alice.awaitMessage("welcome").replaceAll(".*\"cursor\":\"([^\"]*)\".*", "$1");
        }
        publish("orders.eu", 0, 10);
        publish("chat.room1", 10, 12);
        try (var bob = connect(issuer.token("bob", LONG, "chat.>"))) {
            bob.send(subscribe("orders.*", cursor));
            bob.awaitMessage("\"forbidden\"");

            bob.send(subscribe("chat.*", cursor));

            assertThat(bob.awaitEvents(2))
                    .extracting(e -> e.get("channel").asText())
                    .containsOnly("chat.room1");
        }
    }

    @Test
    void missesNothingWhenATokenExpiresDuringAResume() throws Exception {
        String cursor;
        try (var first = connect(issuer.token("alice", LONG, "orders.>"))) {
            cursor = first.awaitMessage("welcome").replaceAll(".*\"cursor\":\"([^\"]*)\".*", "$1");
        }
        publishLarge(MANY);
        String brief = issuer.token("alice", Duration.ofSeconds(6), "orders.>");
        try (var expiring = connect(brief)) {
            expiring.pause();
            expiring.send(subscribe("orders.*", cursor));
            await().atMost(PATIENCE).until(() -> status(brief) == 401);
            expiring.resume();
            await().atMost(PATIENCE).until(expiring::isOver);

            assertThat(expiring.events().size()).isLessThan(MANY);
        }

        try (var again = connect(issuer.token("alice", LONG, "orders.>"))) {
            again.send(subscribe("orders.*", cursor));

            assertThat(again.awaitEvents(MANY))
                    .extracting(e -> e.get("id").asText())
                    .containsExactlyElementsOf(
                            IntStream.range(0, MANY).mapToObj(n -> "large-" + n).toList());
        }
    }

    @Test
    void endsSubscriptionsThatAFreshTokenDoesNotGive() throws Exception {
        try (var client = connect(issuer.token("alice", LONG, "orders.>", "chat.>"))) {
            client.subscribe("orders.*").subscribe("chat.*");

            client.send(
                    "{\"op\":\"auth\",\"token\":\""
                            + issuer.token("alice", LONG, "chat.>")
                            + "\"}");

            assertThat(client.awaitMessage("unsubscribed")).contains("orders.*");
            client.awaitMessage("authorized");
            publish("orders.eu", 0, 3);
            publish("chat.room1", 3, 4);
            assertThat(client.awaitEvents(1)).hasSize(1);
            assertThat(client.events().get(0).get("channel").asText()).isEqualTo("chat.room1");
        }
    }

    @Test
    void isNotReadyUntilItsIssuerAnswers(KafkaFixture kafka) throws Exception {
        int port = FreePort.find();
        Settings settings =
                kafka.settings(
                        "topics.prefix=" + deployment.settings().topics().prefix(),
                        "auth.jwks=" + KeyServer.url(port));
        try (var gateway = new Gateway(settings, deployment.topics(), new SimpleMeterRegistry())) {
            gateway.start();
            await().atMost(PATIENCE)
                    .until(() -> gateway.feeds().stream().allMatch(FeedStatus::isReady));
            assertThat(gateway.isReady()).isFalse();
            assertThat(gateway.isAlive()).isTrue();

            try (KeyServer late = KeyServer.start(port, issuer.key())) {
                await().atMost(PATIENCE).until(gateway::isReady);

                assertThat(late.readings()).isPositive();
            }
        }
    }

    @Test
    void tailShowsTheTokenOfAFile() throws Exception {
        Path file = folder.resolve("token.jwt");
        Files.writeString(file, issuer.token("alice", LONG, "orders.>") + "\n");
        publish(0, 2);
        var out = new StringWriter();

        int code =
                CommandLines.of(new TailCommand())
                        .setOut(new PrintWriter(out))
                        .execute(
                                "--url",
                                deployment.socket(0).toString(),
                                "--token-file",
                                file.toString(),
                                "--channel",
                                "orders.*",
                                "--from",
                                "earliest",
                                "--count",
                                "2");

        assertThat(code).isZero();
        assertThat(out.toString().lines()).hasSize(2);
    }

    @Test
    @NeedsProgram({"node", "npm"})
    void theBrowserClientShowsFreshTokensWithoutANewConnection() throws Exception {
        Path project = NodeProject.withWs("refresh.mjs");
        Path module = project.resolve("event-router.mjs");
        try (InputStream served =
                deployment.page(0).resolve("/client/event-router.js").toURL().openStream()) {
            Files.write(module, served.readAllBytes());
        }
        Path out = Files.createTempFile(project, "out", ".txt");
        Process node =
                new ProcessBuilder(
                                "node",
                                "refresh.mjs",
                                module.toString(),
                                deployment.socket(0).toString(),
                                "orders.*",
                                "2",
                                SECRET)
                        .directory(project.toFile())
                        .redirectOutput(out.toFile())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try {
            await().atMost(PATIENCE).until(() -> lines(out, "SUBSCRIBED") == 1);
            publish(0, 1);

            await().atMost(PATIENCE).until(() -> lines(out, "TOKEN") >= 5); // 12 s: past the first
            publish(1, 2);

            assertThat(node.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(lines(out, "CONNECT")).isOne();
            assertThat(Files.readAllLines(out)).contains("low-0", "low-1");
        } finally {
            node.destroyForcibly();
        }
    }

    private static long lines(Path file, String line) throws Exception {
        return Files.readAllLines(file).stream().filter(line::equals).count();
    }

    private Subscriber connect(String token) {
        return Subscriber.to(deployment.socket(0), token);
    }

    /** What the handshake with that token is answered. */
    private int status(String token) {
        try {
            connect(token).close();
            return 101;
        } catch (CompletionException e) {
            if (e.getCause() instanceof WebSocketHandshakeException refused)
                return refused.getResponse().statusCode();
            throw e;
        }
    }

    private static String subscribe(String channel, String cursor) {
        return "{\"op\":\"subscribe\",\"channel\":\""
                + channel
                + "\",\"cursor\":\""
                + cursor
                + "\"}";
    }

    private void publish(int first, int end) throws Exception {
        publish("orders.eu", first, end);
    }

    private void publish(String channel, int first, int end) throws Exception {
        var priorities = deployment.settings().levels().priorities();
        var sent =
                IntStream.range(first, end)
                        .mapToObj(n -> TestEvents.numbered(priorities, "low", channel, n))
                        .map(deployment.publisher()::publish)
                        .toList();
        for (var publishing : sent) publishing.get(30, TimeUnit.SECONDS);
    }

    private void publishLarge(int count) throws Exception {
        byte[] data = ("\"" + "x".repeat(8 << 10) + "\"").getBytes(StandardCharsets.UTF_8);
        var priorities = deployment.settings().levels().priorities();
        var sent =
                IntStream.range(0, count)
                        .mapToObj(
                                n ->
                                        Event.builder()
                                                .id("/test", "large-" + n)
                                                .type("test.large")
                                                .channel(new Channel("orders.eu"))
                                                .priority(priorities.require("low"))
                                                .contentType("application/json")
                                                .data(data)
                                                .build())
                        .map(deployment.publisher()::publish)
                        .toList();
        for (var publishing : sent) publishing.get(60, TimeUnit.SECONDS);
    }
}
