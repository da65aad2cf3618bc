package io.eventrouter.gateway.socket;

import static io.eventrouter.gateway.TestTokens.claims;
import static io.eventrouter.gateway.TestTokens.hs256;
import static io.eventrouter.gateway.TestTokens.in;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.nimbusds.jwt.PlainJWT;
import io.eventrouter.gateway.TestTokens;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Handshakes with a gateway that asks for tokens, byte for byte, and what each is answered. */
@Timeout(60)
class AuthRowsTest {
    private static final String HOST = "Host: localhost\r\n";
    private static final String V1 = "eventrouter.v1";
    private static final String BARE = "cloudevents.json";

    private static GatewayUnderTest gateway;

    @BeforeAll
    static void startServer() {
        gateway = GatewayUnderTest.start(TestTokens.secret());
    }

    @AfterAll
    static void stopServer() {
        gateway.close();
    }

    static Stream<Arguments> rows() {
        String good = hs256(claims("alice").build());
        String expired = hs256(claims("alice").expirationTime(in(Duration.ofSeconds(-1))).build());
        String none = new PlainJWT(claims("alice").build()).serialize();
        String bareTarget = "/ws?channel=orders.eu";
        return Stream.of(
                arguments("no Origin", 101, with("/ws", V1, bearer(good))),
                arguments("16 allowed", 101, with("/ws", V1, origin("https://good.com", good))),
                arguments("16 same", 101, with("/ws", V1, origin("http://localhost", good))),
                arguments("16 foreign", 403, with("/ws", V1, origin("https://evil.com", good))),
                arguments("16 null", 403, with("/ws", V1, origin("null", good))),
                arguments(
                        "16 good.com.evil",
                        403,
                        with("/ws", V1, origin("https://good.com.evil.net", good))),
                arguments(
                        "16 two",
                        403,
                        with(
                                "/ws",
                                V1,
                                "Origin: http://localhost\r\n" + origin("https://evil.com", good))),
                arguments("17 missing, v1", 101, with("/ws", V1, "")),
                arguments("17 missing, bare", 401, with(bareTarget, BARE, "")),
                arguments("17 garbage", 401, with("/ws", V1, bearer("garbage"))),
                arguments("17 empty", 401, with("/ws", V1, bearer(" "))),
                arguments("17 expired", 401, with("/ws", V1, bearer(expired))),
                arguments("17 expired, bare", 401, with(bareTarget, BARE, bearer(expired))),
                arguments("17 another scheme", 401, with(bareTarget, BARE, basic())),
                arguments("18 alg none", 401, with("/ws", V1, bearer(none))),
                arguments("18 another secret", 401, with("/ws", V1, bearer(otherSecret()))),
                arguments("19 in the query", 401, with("/ws?token=" + good, V1, bearer(good))),
                arguments("19 access_token", 401, with("/ws?access_token=x", V1, bearer(good))),
                arguments("19 escaped name", 401, with("/ws?%74oken=x", V1, bearer(good))),
                arguments(
                        "19 by another name",
                        401,
                        with(bareTarget + "&key=" + good, BARE, bearer(good))),
                arguments("20 only the token", 400, with("/ws", "bearer." + good, "")),
                arguments("20 unknown", 400, with("/ws", "chat, bearer." + good, "")),
                arguments("two tokens", 401, with("/ws", V1, bearer(good) + bearer(good))),
                arguments(
                        "two tokens, one offered",
                        401,
                        with("/ws", V1 + ", bearer." + good, bearer(good))),
                arguments("37 allowed, bare", 101, with(bareTarget, BARE, bearer(good))),
                arguments(
                        "37 forbidden, bare",
                        403,
                        with("/ws?channel=orders.eu&channel=secret", BARE, bearer(good))),
                arguments("37 too much, bare", 403, with("/ws?channel=%3E", BARE, bearer(good))));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("rows")
    void answers(String row, int status, String request) throws Exception {
        try (RawClient client = gateway.connect()) {
            client.send(request);

            HttpHead head = client.readHead();

            assertThat(head.status()).isEqualTo(status);
            if (status == 401)
                assertThat(head.headers().get("www-authenticate"))
                        .startsWith("Bearer realm=\"event-router\"");
            if (status >= 400) assertThat(client.readBody(head)).doesNotContain("eyJ");
            assertThat(head.headers().toString()).doesNotContain("eyJ");
        }
    }

    @Test
    void saysWithoutATokenOnlyThatOneIsNeeded() throws Exception {
        try (RawClient client = gateway.connect()) {
            client.send(with("/ws?channel=orders.eu", BARE, ""));

            HttpHead head = client.readHead();

            assertThat(head.headers())
                    .containsEntry("www-authenticate", "Bearer realm=\"event-router\"");
        }
    }

    @Test
    void saysWhatIsWrongWithAToken() throws Exception {
        String expired = hs256(claims("alice").expirationTime(in(Duration.ofSeconds(-1))).build());
        try (RawClient client = gateway.connect()) {
            client.send(with("/ws", V1, bearer(expired)));

            HttpHead head = client.readHead();

            assertThat(head.headers())
                    .containsEntry(
                            "www-authenticate",
                            "Bearer realm=\"event-router\", error=\"invalid_token\","
                                    + " error_description=\"the token has expired\"");
            assertThat(client.readBody(head)).isEqualTo("the token has expired\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"eventrouter.v1, bearer.%s", "bearer.%s, eventrouter.v1"})
    void takesABrowsersTokenAndEchoesOnlyTheRealSubprotocol(String offer) throws Exception {
        try (RawClient client = gateway.connect()) {
            client.send(with("/ws", offer.formatted(hs256(claims("alice").build())), ""));

            HttpHead head = client.readHead();

            assertThat(head.status()).isEqualTo(101);
            assertThat(head.headers()).containsEntry("sec-websocket-protocol", V1);
        }
    }

    @Test
    void row19LogsNoToken() throws Exception {
        String token = hs256(claims("alice").build());
        var logged = new ListAppender<ILoggingEvent>();
        var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        var ours = (Logger) LoggerFactory.getLogger("io.eventrouter");
        Level before = ours.getLevel();
        logged.start();
        root.addAppender(logged);
        ours.setLevel(Level.TRACE);
        try {
            for (String request :
                    List.of(
                            with("/ws?token=" + token, V1, ""),
                            with("/ws", V1, bearer(token + "x")),
                            with("/ws", "chat, bearer." + token, "")))
                try (RawClient client = gateway.connect()) {
                    client.send(request);
                    client.readHead();
                }

            String signature = token.substring(token.lastIndexOf('.') + 1);
            assertThat(List.copyOf(logged.list))
                    .noneMatch(e -> (e + " " + e.getKeyValuePairs()).contains(signature));
        } finally {
            ours.setLevel(before);
            root.detachAppender(logged);
        }
    }

    @Test
    void countsWhatItJudges() throws Exception {
        double before = judged("rejected", "malformed");
        try (RawClient client = gateway.connect()) {
            client.send(with("/ws", V1, bearer("garbage")));

            client.readHead();

            assertThat(judged("rejected", "malformed")).isEqualTo(before + 1);
            assertThat(gateway.meters.get("eventrouter.gateway.origins.refused").counter())
                    .isNotNull();
        }
    }

    private static double judged(String outcome, String reason) {
        return gateway.meters
                .get("eventrouter.gateway.authentications")
                .tags("outcome", outcome, "reason", reason)
                .counter()
                .count();
    }

    private static String otherSecret() {
        return hs256(claims("alice").build(), new byte[32]);
    }

    private static String bearer(String token) {
        return "Authorization: Bearer " + token + "\r\n";
    }

    private static String basic() {
        return "Authorization: Basic YWxpY2U6cHc=\r\n";
    }

    private static String origin(String origin, String token) {
        return "Origin: " + origin + "\r\n" + bearer(token);
    }

    private static String with(String target, String subprotocol, String headers) {
        return RawClient.handshake(target, subprotocol).replace(HOST, HOST + headers);
    }
}
