package io.eventrouter.gateway.socket;

import static io.eventrouter.gateway.TestTokens.claims;
import static io.eventrouter.gateway.TestTokens.hs256;
import static io.eventrouter.gateway.TestTokens.in;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import io.eventrouter.config.AdmissionSettings;
import io.eventrouter.event.ChannelPattern;
import io.eventrouter.gateway.TestTokens;
import io.eventrouter.gateway.session.FrameSink;
import io.eventrouter.gateway.socket.RecordingSessions.RecordingSession;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What clients may do, from their first token to the end of their last one. */
@Timeout(60)
class ClientAccessTest {
    private static final AdmissionSettings NO_CAP = new AdmissionSettings(0, 0, 0, 0);
    private static final AdmissionSettings ONE_FOR_EACH_USER = new AdmissionSettings(0, 0, 1, 0);

    private final SharedClock clock = new SharedClock();

    @Test
    void row36ClosesAClientThatShowsNoTokenInTime() throws Exception {
        try (var gateway = start(NO_CAP);
                RawClient client = gateway.open()) {
            clock.advance(Duration.ofSeconds(8));

            WireFrame end = client.readPastTexts();

            assertThat(end).isEqualTo(WireFrame.close(1008, "unauthenticated"));
        }
    }

    @Test
    void givesAClientNothingBeforeItsToken() throws Exception {
        try (var gateway = start(NO_CAP);
                RawClient client = gateway.open()) {
            client.text("{\"op\":\"subscribe\",\"channel\":\"orders.eu\",\"ref\":\"1\"}");

            String answer = client.readFrame().text();

            assertThat(answer)
                    .isEqualTo(
                            "{\"op\":\"error\",\"code\":\"unauthenticated\",\"message\":\"send a"
                                    + " token first\",\"ref\":\"1\"}");
            assertThat(gateway.sessions.next().commands).isEmpty();
        }
    }

    @Test
    void takesATokenThatIsSentLater() throws Exception {
        Instant expires = Instant.now().plusSeconds(600).truncatedTo(ChronoUnit.SECONDS);
        String token = hs256(claims("alice").expirationTime(java.util.Date.from(expires)).build());
        try (var gateway = start(NO_CAP);
                RawClient client = gateway.open()) {
            client.text(auth(token, "1"));
            client.text("{\"op\":\"subscribe\",\"channel\":\"orders.eu\"}");

            List<WireFrame> answers = client.readFrames(2);

            assertThat(answers.get(0).text())
                    .isEqualTo(
                            "{\"op\":\"authorized\",\"expires\":\"%s\",\"ref\":\"1\"}"
                                    .formatted(expires));
            assertThat(answers.get(1).text()).startsWith("{\"op\":\"subscribed\"");
            clock.advance(Duration.ofMillis(1_500)); // the deadline of others is not its own
            client.text("{\"op\":\"ping\"}");
            assertThat(client.readFrame().text()).contains("pong");
        }
    }

    @Test
    void tellsOperatorsWhoseSessionItIsAndFromWhere() throws Exception {
        String token = hs256(claims("alice").build());
        try (var gateway = start(NO_CAP);
                RawClient client = gateway.open()) {
            FrameSink sink = gateway.sessions.next().sink;
            assertThat(sink.subject()).isEmpty();

            client.text(auth(token, "1"));
            client.readFrame();

            assertThat(sink.subject()).isEqualTo("alice");
            assertThat(sink.address()).contains("127.0.0.1");
        }
    }

    @Test
    void closesAClientWhoseFirstTokenIsBad() throws Exception {
        try (var gateway = start(NO_CAP);
                RawClient client = gateway.open()) {
            client.text(auth("garbage", "1"));

            WireFrame answer = client.readFrame();

            assertThat(answer.text()).contains("\"code\":\"unauthenticated\"", "\"ref\":\"1\"");
            assertThat(client.readFrame()).isEqualTo(WireFrame.close(1008, "unauthenticated"));
        }
    }

    @Test
    void row37RefusesChannelsThatTheTokenDoesNotGive() throws Exception {
        try (var gateway = start(NO_CAP);
                RawClient client = open(gateway, claims("alice").build())) {
            for (String channel : List.of("secret", ">", "orders", "user.bob", "*.eu", "a..b"))
                client.text("{\"op\":\"subscribe\",\"channel\":\"" + channel + "\"}");

            List<WireFrame> answers = client.readFrames(6);

            assertThat(answers.subList(0, 5))
                    .allMatch(a -> a.text().contains("\"code\":\"forbidden\""));
            assertThat(answers.get(5).text()).contains("\"code\":\"bad-channel\"");
            assertThat(gateway.sessions.next().commands).isEmpty();
        }
    }

    @Test
    void givesEveryUserItsOwnChannel() throws Exception {
        try (var gateway = start(NO_CAP);
                RawClient client = open(gateway, claims("alice").build())) {
            client.text("{\"op\":\"subscribe\",\"channel\":\"user.alice\"}");

            String answer = client.readFrame().text();

            assertThat(answer).contains("subscribed");
        }
    }

    @Test
    void row22RefusesTooManySessionsOfAUser() throws Exception {
        String token = hs256(claims("alice").build());
        try (var gateway = start(ONE_FOR_EACH_USER);
                RawClient first = open(gateway, claims("alice").build());
                RawClient other = open(gateway, claims("bob").build());
                RawClient second = gateway.connect()) {
            second.send(handshake(token));

            HttpHead head = second.readHead();

            assertThat(head.status()).isEqualTo(429);
            assertThat(second.readBody(head)).contains("too many sessions of this user");
            assertThat(List.of(first, other)).doesNotContainNull();
        }
    }

    @Test
    void row22ClosesAClientThatTurnsOutToBeOneTooMany() throws Exception {
        try (var gateway = start(ONE_FOR_EACH_USER);
                RawClient first = open(gateway, claims("alice").build());
                RawClient second = gateway.open()) {
            second.text(auth(hs256(claims("alice").build()), "1"));

            WireFrame answer = second.readFrame();

            assertThat(answer.text()).contains("\"code\":\"limit\"");
            assertThat(second.readFrame()).isEqualTo(WireFrame.close(1008, "rate"));
            assertThat(first).isNotNull();
        }
    }

    @Test
    void endsWhatAFreshTokenDoesNotGiveAnyMore() throws Exception {
        try (var gateway = start(NO_CAP);
                RawClient client = open(gateway, claims("alice").build())) {
            String less = hs256(claims("alice").claim("subscribe", List.of("alerts")).build());
            client.text(auth(less, "1"));

            String answer = client.readFrame().text();

            assertThat(answer).startsWith("{\"op\":\"authorized\"");
            RecordingSession session = gateway.sessions.next();
            assertThat(session.kept.test(new ChannelPattern("orders.eu"))).isFalse();
            assertThat(session.kept.test(new ChannelPattern("alerts"))).isTrue();
        }
    }

    @Test
    void closesASessionWhoseFreshTokenIsAnotherUsers() throws Exception {
        try (var gateway = start(NO_CAP);
                RawClient client = open(gateway, claims("alice").build())) {
            client.text(auth(hs256(claims("bob").build()), "1"));

            WireFrame answer = client.readFrame();

            assertThat(answer.text()).contains("\"code\":\"forbidden\"");
            assertThat(client.readFrame()).isEqualTo(WireFrame.close(1008, "forbidden"));
        }
    }

    @Test
    void keepsASessionWhoseFreshTokenIsBad() throws Exception {
        try (var gateway = start(NO_CAP);
                RawClient client = open(gateway, claims("alice").build())) {
            client.text(auth("garbage", "1"));
            client.text("{\"op\":\"ping\"}");

            List<WireFrame> answers = client.readFrames(2);

            assertThat(answers.get(0).text()).contains("\"code\":\"unauthenticated\"");
            assertThat(answers.get(1).text()).contains("pong");
        }
    }

    @Test
    void row44ClosesASessionWhenItsTokenExpires() throws Exception {
        try (var gateway = start(NO_CAP);
                RawClient client =
                        open(gateway, claims("alice").expirationTime(in(ofSeconds(5))).build())) {

            WireFrame end = client.readPastTexts();

            assertThat(end).isEqualTo(WireFrame.close(1008, "token-expired"));
        }
    }

    @Test
    void goesOnPastTheEndOfATokenThatWasRenewed() throws Exception {
        JWTClaimsSet brief = claims("alice").expirationTime(in(ofSeconds(5))).build();
        try (var gateway = start(NO_CAP);
                RawClient client = open(gateway, brief)) {
            client.text(auth(hs256(claims("alice").build()), "1"));
            client.readFrame();

            Awaitility.await().atMost(ofSeconds(30)).until(() -> hasEnded(brief, ofSeconds(1)));
            client.text("{\"op\":\"ping\"}");

            assertThat(client.readFrame().text()).contains("pong");
        }
    }

    @Test
    void row44ClosesASessionWhoseTokenIsRevoked(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("revoked"), "# nothing yet\n");
        try (var gateway = GatewayUnderTest.start(TestTokens.secret(file));
                RawClient token = open(gateway, claims("alice").build());
                RawClient user = open(gateway, claims("bob").build());
                RawClient other = open(gateway, claims("carol").build())) {
            Files.writeString(file, "jti id-of-alice\nsub bob\n");

            List<WireFrame> ends = List.of(token.readPastTexts(), user.readPastTexts());

            assertThat(ends).containsOnly(WireFrame.close(1008, "token-revoked"));
            other.text("{\"op\":\"ping\"}");
            assertThat(other.readFrame().text()).contains("pong");
            try (RawClient again = gateway.connect()) {
                again.send(handshake(hs256(claims("alice").build())));
                assertThat(again.readHead().status()).isEqualTo(401);
            }
        }
    }

    @Test
    void writesNothingFromTheMomentThatATokenExpires() throws Exception {
        JWTClaimsSet brief = claims("alice").expirationTime(in(ofSeconds(5))).build();
        try (var gateway = start(NO_CAP);
                RawClient client = open(gateway, brief)) {
            FrameSink sink = gateway.sessions.next().sink;
            Awaitility.await()
                    .atMost(ofSeconds(30))
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> hasEnded(brief, Duration.ZERO));

            sink.write(List.of(SocketEvents.event("{\"secret\":1}")), new Ignored());

            assertThat(client.readFrame()).isEqualTo(WireFrame.close(1008, "token-expired"));
        }
    }

    private GatewayUnderTest start(AdmissionSettings admission) {
        return GatewayUnderTest.start(TestTokens.secret(), admission, clock::nanos);
    }

    private static RawClient open(GatewayUnderTest gateway, JWTClaimsSet claims) throws Exception {
        RawClient client = gateway.connect();
        client.send(handshake(hs256(claims)));
        assertThat(client.readHead().status()).isEqualTo(101);
        client.readFrame();
        return client;
    }

    private static String handshake(String token) {
        return RawClient.handshake("/ws", "eventrouter.v1, bearer." + token);
    }

    private static String auth(String token, String ref) {
        return "{\"op\":\"auth\",\"token\":\"" + token + "\",\"ref\":\"" + ref + "\"}";
    }

    /** Whether that token ended so long ago. */
    private static boolean hasEnded(JWTClaimsSet claims, Duration ago) {
        return Instant.now().minus(ago).isAfter(claims.getExpirationTime().toInstant());
    }

    private static Duration ofSeconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }

    private static final class Ignored implements FrameSink.Completion {
        @Override
        public void written() {
            throw new AssertionError("it was written");
        }

        @Override
        public void failed(Throwable cause) {
            // As it should.
        }
    }
}
