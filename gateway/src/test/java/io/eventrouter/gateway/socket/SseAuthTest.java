package io.eventrouter.gateway.socket;

import static io.eventrouter.gateway.TestTokens.claims;
import static io.eventrouter.gateway.TestTokens.hs256;
import static io.eventrouter.gateway.TestTokens.in;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.nimbusds.jwt.JWTClaimsSet;
import io.eventrouter.config.AdmissionSettings;
import io.eventrouter.gateway.TestTokens;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may have an event stream, and for how long. */
@Timeout(60)
class SseAuthTest {
    static Stream<Arguments> rows() {
        String good = bearer(claims("alice").build());
        String expired = bearer(claims("alice").expirationTime(in(Duration.ofSeconds(-1))).build());
        return Stream.of(
                arguments("good token", 200, get("channel=orders.eu", good)),
                arguments("own channel", 200, get("channel=user.alice", good)),
                arguments("17 no token", 401, get("channel=orders.eu", "")),
                arguments("17 expired token", 401, get("channel=orders.eu", expired)),
                arguments("17 two tokens", 401, get("channel=orders.eu", good + good)),
                arguments("17 no token, wrong query", 401, get("", "")),
                arguments("19 token in the query", 401, get("channel=orders.eu&token=x", good)),
                arguments("37 forbidden", 403, get("channel=orders.eu&channel=secret", good)),
                arguments("37 too much", 403, get("channel=%3E", good)),
                arguments("37 another's channel", 403, get("channel=user.bob", good)),
                arguments(
                        "16 origin",
                        200,
                        get("channel=orders.eu", origin("https://good.com") + good)),
                arguments(
                        "16 foreign origin",
                        403,
                        get("channel=orders.eu", origin("https://evil.com") + good)),
                arguments("16 null", 403, get("channel=orders.eu", origin("null") + good)),
                arguments("wrong query", 400, get("channel=a..b", good)),
                arguments(
                        "what browsers ask first",
                        200,
                        get("channel=orders.eu", origin("https://good.com"))
                                .replace("GET", "OPTIONS")));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @MethodSource("rows")
    void answers(String row, int status, String request) throws Exception {
        try (var gateway = GatewayUnderTest.start(TestTokens.secret());
                RawClient client = gateway.connect()) {
            client.send(request);

            HttpHead head = client.readHead();

            assertThat(head.status()).isEqualTo(status);
            assertThat(head.headers()).containsEntry("access-control-allow-origin", "*");
            if (status == 401) assertThat(head.headers()).containsKey("www-authenticate");
        }
    }

    @Test
    void row22HoldsAUserToItsCapHoweverItsSessionsTravel() throws Exception {
        String token = bearer(claims("alice").build());
        try (var gateway =
                        GatewayUnderTest.start(
                                TestTokens.secret(),
                                new AdmissionSettings(0, 0, 1, 0),
                                System::nanoTime);
                RawClient first = gateway.connect();
                RawClient second = gateway.connect()) {
            first.send(get("channel=orders.eu", token));
            first.readHead();
            second.send(get("channel=orders.eu", token));

            HttpHead head = second.readHead();

            assertThat(head.status()).isEqualTo(429);
            assertThat(second.readBody(head)).contains("too many sessions of this user");
        }
    }

    @Test
    void row44EndsAStreamWhoseTokenExpires() throws Exception {
        var brief = claims("alice").expirationTime(in(Duration.ofSeconds(2))).build();
        try (var gateway = GatewayUnderTest.start(TestTokens.secret());
                RawClient client = gateway.connect()) {
            client.send(get("channel=orders.eu", bearer(brief)));
            client.readHead();

            String last = lastBlock(client);

            assertThat(last).contains("\"code\":1008,\"reason\":\"token-expired\"");
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void row44EndsAStreamWhoseTokenIsRevoked(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("revoked"), "# nothing yet\n");
        try (var gateway = GatewayUnderTest.start(TestTokens.secret(file));
                RawClient client = gateway.connect()) {
            client.send(get("channel=orders.eu", bearer(claims("alice").build())));
            client.readHead();
            Files.writeString(file, "sub alice\n");

            String last = lastBlock(client);

            assertThat(last).contains("\"reason\":\"token-revoked\"");
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    /** DNS rebinding: such a page asks its own origin, and browsers send no Origin then. */
    @Test
    void givesNothingToAPageOfANameThatIsMadeToLeadHere() throws Exception {
        try (var gateway = GatewayUnderTest.start();
                RawClient client = gateway.connect()) {
            client.send(get("channel=a", "").replace("Host: localhost", "Host: evil.example:8080"));

            HttpHead head = client.readHead();

            assertThat(head.status()).isEqualTo(403);
            assertThat(client.readBody(head)).startsWith("Host: ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:8080", "127.0.0.1", "[::1]:8080", "LocalHost"})
    void answersUnderEachNameOfThisMachine(String host) throws Exception {
        try (var gateway = GatewayUnderTest.start();
                RawClient client = gateway.connect()) {
            client.send(get("channel=a", "").replace("Host: localhost", "Host: " + host));

            assertThat(client.readHead().status()).isEqualTo(200);
        }
    }

    /** What comes before are the welcome and comments. */
    private static String lastBlock(RawClient client) throws Exception {
        String block = client.readBlock();
        while (!block.startsWith("event: close")) block = client.readBlock();
        return block;
    }

    private static String get(String query, String headers) {
        return "GET /sse?" + query + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n";
    }

    private static String bearer(JWTClaimsSet claims) {
        return "Authorization: Bearer " + hs256(claims) + "\r\n";
    }

    private static String origin(String origin) {
        return "Origin: " + origin + "\r\n";
    }
}
