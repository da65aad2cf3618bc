package io.eventrouter.gateway.socket;

import static io.eventrouter.gateway.TestTokens.claims;
import static io.eventrouter.gateway.TestTokens.hs256;
import static io.eventrouter.gateway.TestTokens.in;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.eventrouter.gateway.TestTokens;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Row 50 where clients have tokens: alice may publish high and normal to {@code chat.*}. */
@Timeout(60)
class PublishGrantsTest {
    private static final String GOOD = hs256(claims("alice").build());
    private static final String OWN = "/clients/alice";

    private final GatewayUnderTest gateway = GatewayUnderTest.start(TestTokens.secret());

    @AfterEach
    void stopServer() {
        gateway.close();
    }

    static Stream<Arguments> rows() {
        String expired = hs256(claims("alice").expirationTime(in(Duration.ofHours(-1))).build());
        String without = hs256(claims("alice").claim("publish", null).build());
        return Stream.of(
                arguments("hers", 202, request(GOOD, "chat.1", "high", OWN)),
                arguments("below it", 202, request(GOOD, "chat.1", "normal", OWN + "/phone")),
                arguments("another channel", 403, request(GOOD, "orders.eu", "high", OWN)),
                arguments("another level", 403, request(GOOD, "chat.1", "critical", OWN)),
                arguments("another's source", 403, request(GOOD, "chat.1", "high", "/shop")),
                arguments("another's name", 403, request(GOOD, "chat.1", "high", "/clients/bob")),
                arguments("no claim", 403, request(without, "chat.1", "high", OWN)),
                arguments("no token", 401, request("", "chat.1", "high", OWN)),
                arguments("no good token", 401, request(expired, "chat.1", "high", OWN)));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @MethodSource("rows")
    void takesOverHttpWhatTheTokenGives(String row, int status, String request) throws Exception {
        try (RawClient client = gateway.connect()) {
            client.send(request);

            assertThat(client.readHead().status()).as(row).isEqualTo(status);
        }
        assertThat(gateway.kafka.events()).hasSize(status == 202 ? 1 : 0);
    }

    @Test
    void takesOnASocketWhatTheTokenGives() throws Exception {
        try (RawClient client = gateway.open()) {
            client.text("{\"op\":\"publish\",\"channel\":\"chat.1\"}");
            String before = client.readFrame().text();
            client.text("{\"op\":\"auth\",\"token\":\"" + GOOD + "\"}");
            client.readFrame();
            client.text("{\"op\":\"publish\",\"channel\":\"chat.1\",\"id\":\"1\"}");
            String allowed = client.readFrame().text();
            client.text("{\"op\":\"publish\",\"channel\":\"orders.eu\"}");

            assertThat(before).contains("unauthenticated");
            assertThat(allowed).contains("published");
            assertThat(client.readFrame().text()).contains("forbidden");
        }
        assertThat(gateway.kafka.events())
                .singleElement()
                .satisfies(e -> assertThat(e.id().source()).isEqualTo(OWN));
    }

    @Test
    void row16LetsPagesOfAllowedOriginsPublishAndReadTheAnswer() throws Exception {
        String origin = "Origin: https://good.com\r\n";
        String asked =
                "OPTIONS /events HTTP/1.1\r\nHost: localhost\r\n"
                        + origin
                        + "Access-Control-Request-Method: POST\r\n"
                        + "Access-Control-Request-Headers: Content-Type, ce-id, x-other\r\n\r\n";
        try (RawClient client = gateway.connect()) {
            client.send(asked);
            HttpHead preflight = client.readHead();
            client.send(
                    request(GOOD, "chat.1", "high", OWN)
                            .replace("\r\nce-id", "\r\n" + origin + "ce-id"));

            HttpHead answer = client.readHead();

            assertThat(preflight.status()).isEqualTo(204);
            assertThat(preflight.headers())
                    .containsEntry("access-control-allow-origin", "https://good.com")
                    .containsEntry("access-control-allow-headers", "content-type, ce-id")
                    .containsEntry("access-control-allow-methods", "POST, OPTIONS")
                    .containsEntry("vary", "Origin");
            assertThat(answer.status()).isEqualTo(202);
            assertThat(answer.headers())
                    .containsEntry("access-control-allow-origin", "https://good.com");
        }
    }

    @Test
    void row16LetsAPageReadWhyItsTokenIsRefused() throws Exception {
        String request = request("", "chat.1", "high", OWN);
        try (RawClient client = gateway.connect()) {
            client.send(request.replace("\r\nce-id", "\r\nOrigin: https://good.com\r\nce-id"));

            HttpHead answer = client.readHead();

            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.headers())
                    .containsEntry("access-control-allow-origin", "https://good.com");
        }
    }

    @Test
    void row44TakesNothingOfATokenThatExpiredWhileTheBodyCame() throws Exception {
        Instant end = Instant.now().plusSeconds(2).truncatedTo(ChronoUnit.SECONDS);
        String token = hs256(claims("alice").expirationTime(java.util.Date.from(end)).build());
        String request = request(token, "chat.1", "high", OWN);
        try (RawClient client = gateway.connect()) {
            await().until(() -> Instant.now().isAfter(end.minusMillis(250)));
            client.send(request.substring(0, request.length() - 1));

            await().until(() -> Instant.now().isAfter(end));
            client.send("1");

            assertThat(client.readHead().status()).isEqualTo(401);
        }
        assertThat(gateway.kafka.events()).isEmpty();
    }

    private static String request(String token, String channel, String level, String source) {
        String authorization = token.isEmpty() ? "" : "Authorization: Bearer " + token + "\r\n";
        return "POST /events HTTP/1.1\r\nHost: localhost\r\n"
                + authorization
                + "Content-Length: 1\r\nContent-Type: application/json\r\nce-specversion: 1.0\r\n"
                + "ce-id: 1\r\nce-type: t\r\nce-source: "
                + source
                + "\r\nce-channel: "
                + channel
                + "\r\nce-priority: "
                + level
                + "\r\n\r\n1";
    }
}
