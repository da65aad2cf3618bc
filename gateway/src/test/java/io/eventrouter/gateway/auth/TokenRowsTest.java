package io.eventrouter.gateway.auth;

import static io.eventrouter.gateway.TestTokens.claims;
import static io.eventrouter.gateway.TestTokens.hs256;
import static io.eventrouter.gateway.TestTokens.in;
import static io.eventrouter.gateway.TestTokens.rs256;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import io.eventrouter.event.Channel;
import io.eventrouter.event.ChannelPattern;
import io.eventrouter.event.Priorities;
import io.eventrouter.gateway.TestTokens;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tokens that are wrong in one way each, to a gateway that has one RSA key, an issuer and an
 * audience.
 */
class TokenRowsTest {
    @TempDir static Path directory;

    private static RSAKey key;
    private static Authentication authentication;

    @BeforeAll
    static void readKey() throws Exception {
        key = TestTokens.rsaKey();
        Path pem = TestTokens.writePem(directory, key.toPublicKey());
        authentication =
                Authentication.of(
                        TestTokens.publicKey(pem),
                        "0.0.0.0",
                        Priorities.standard(),
                        new SimpleMeterRegistry());
    }

    @AfterAll
    static void close() {
        authentication.close();
    }

    static Stream<Arguments> rows() throws Exception {
        String good = good(claims("alice"));
        return Stream.of(
                arguments("empty", Rejection.MALFORMED, ""),
                arguments("garbage", Rejection.MALFORMED, "garbage"),
                arguments("three dots", Rejection.MALFORMED, "..."),
                arguments("no JSON", Rejection.MALFORMED, "YQ.YQ.YQ"),
                arguments("too long", Rejection.MALFORMED, "e".repeat(8_193)),
                arguments("deep", Rejection.MALFORMED, encode("[".repeat(4_000)) + ".e30.YQ"),
                arguments("no alg", Rejection.MALFORMED, encode("{}") + ".e30.YQ"),
                arguments(
                        "alg none",
                        Rejection.MALFORMED,
                        new PlainJWT(claims("alice").build()).serialize()),
                arguments(
                        "alg none, signed",
                        Rejection.MALFORMED,
                        header("{\"alg\":\"none\"}", good)),
                arguments("alg RS512", Rejection.ALGORITHM, header("{\"alg\":\"RS512\"}", good)),
                arguments("alg ES256", Rejection.ALGORITHM, header("{\"alg\":\"ES256\"}", good)),
                arguments(
                        "HS256 with the public key",
                        Rejection.ALGORITHM,
                        hs256(claims("alice").build(), key.toPublicKey().getEncoded())),
                arguments(
                        "HS256 with the public key as text",
                        Rejection.ALGORITHM,
                        hs256(
                                claims("alice").build(),
                                TestTokens.pem(key.toPublicKey())
                                        .getBytes(StandardCharsets.US_ASCII))),
                arguments(
                        "another key",
                        Rejection.SIGNATURE,
                        rs256(claims("alice").build(), TestTokens.rsaKey(), null)),
                arguments("cut", Rejection.SIGNATURE, good.substring(0, good.length() - 8)),
                arguments("kid a path", Rejection.MALFORMED, named("../../etc/passwd")),
                arguments("kid an absolute path", Rejection.MALFORMED, named("/dev/null")),
                arguments("kid a URL", Rejection.MALFORMED, named("https://evil.example/jwks")),
                arguments("kid with a quote", Rejection.MALFORMED, named("' or 1=1")),
                arguments("kid too long", Rejection.MALFORMED, named("k".repeat(201))),
                arguments(
                        "crit",
                        Rejection.MALFORMED,
                        header("{\"alg\":\"RS256\",\"crit\":[\"x\"],\"x\":1}", good)),
                arguments(
                        "not a JWT",
                        Rejection.MALFORMED,
                        header("{\"alg\":\"RS256\",\"typ\":\"secevent+jwt\"}", good)),
                arguments(
                        "wrong iss",
                        Rejection.ISSUER,
                        good(claims("alice").issuer("https://evil.example"))),
                arguments("no iss", Rejection.ISSUER, good(claims("alice").issuer(null))),
                arguments("wrong aud", Rejection.AUDIENCE, good(claims("alice").audience("other"))),
                arguments(
                        "no aud",
                        Rejection.AUDIENCE,
                        good(claims("alice").audience((String) null))),
                arguments(
                        "expired",
                        Rejection.EXPIRED,
                        good(claims("alice").expirationTime(in(Duration.ofSeconds(-1))))),
                arguments("no exp", Rejection.CLAIMS, good(claims("alice").expirationTime(null))),
                arguments(
                        "future nbf",
                        Rejection.NOT_YET,
                        good(claims("alice").notBeforeTime(in(Duration.ofMinutes(1))))),
                arguments(
                        "future iat",
                        Rejection.NOT_YET,
                        good(claims("alice").issueTime(in(Duration.ofMinutes(1))))),
                arguments("no sub", Rejection.CLAIMS, good(claims(null))),
                arguments("blank sub", Rejection.CLAIMS, good(claims(" "))),
                arguments("sub with ESC", Rejection.CLAIMS, good(claims("a\u001b[31m"))),
                arguments("long sub", Rejection.CLAIMS, good(claims("s".repeat(256)))),
                arguments("subscribe a text", Rejection.CLAIMS, good(with("subscribe", "orders"))),
                arguments(
                        "subscribe numbers",
                        Rejection.CLAIMS,
                        good(with("subscribe", List.of(1, 2)))),
                arguments(
                        "subscribe no pattern",
                        Rejection.CLAIMS,
                        good(with("subscribe", List.of("orders..eu")))),
                arguments(
                        "publish an object",
                        Rejection.CLAIMS,
                        good(with("publish", java.util.Map.of("a", "b")))),
                arguments(
                        "no such level",
                        Rejection.CLAIMS,
                        good(with("priorities", List.of("urgent")))),
                arguments("exp a text", Rejection.CLAIMS, good(with("exp", "tomorrow"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void refuses(String row, Rejection reason, String token) {
        Verdict verdict = authentication.gatekeeper().judge(token);

        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Rejected.class,
                        rejected -> {
                            assertThat(rejected.reason()).isEqualTo(reason);
                            assertThat(rejected.message()).doesNotContain("\"", "alice", "evil");
                        });
    }

    @Test
    void takesWhatTheClaimsGrantAndTheUsersOwnChannel() {
        String token = good(claims("alice").notBeforeTime(in(Duration.ofSeconds(20))));

        Identity identity = accepted(token);

        assertThat(identity.subject()).contains("alice");
        assertThat(identity.maySubscribe(new ChannelPattern("orders.eu.*"))).isTrue();
        assertThat(identity.maySubscribe(new ChannelPattern("user.alice"))).isTrue();
        assertThat(identity.maySubscribe(new ChannelPattern("user.*"))).isFalse();
        assertThat(identity.maySubscribe(new ChannelPattern(">"))).isFalse();
        assertThat(identity.maySubscribe(new ChannelPattern("orders"))).isFalse();
        assertThat(identity.mayPublish(new Channel("chat.room1"))).isTrue();
        assertThat(identity.mayPublish(new Channel("orders.eu"))).isFalse();
        assertThat(identity.mayPublish(Priorities.standard().require("high"))).isTrue();
        assertThat(identity.mayPublish(Priorities.standard().require("critical"))).isFalse();
    }

    @Test
    void givesAUserWhoseNameIsNoPartOfAChannelNoneOfItsOwn() {
        String token = good(claims("alice@example.com").claim("subscribe", null));

        Identity identity = accepted(token);

        assertThat(identity.subject()).contains("alice@example.com");
        assertThat(identity.subscribe()).isEmpty();
    }

    @Test
    void doesNotTakeWildcardsOfAUsersNameForWildcards() {
        String token = good(claims("*").claim("subscribe", null));

        Identity identity = accepted(token);

        assertThat(identity.maySubscribe(new ChannelPattern("user.bob"))).isFalse();
    }

    @Test
    void sharesTheIdentityOfOneToken() {
        String token = good(claims("alice"));

        Identity first = accepted(token);

        assertThat(accepted(token)).isSameAs(first);
    }

    private static Identity accepted(String token) {
        return ((Verdict.Accepted) authentication.gatekeeper().judge(token)).identity();
    }

    private static String good(JWTClaimsSet.Builder claims) {
        return rs256(claims.build(), key, null);
    }

    private static String named(String id) {
        return rs256(claims("alice").build(), key, id);
    }

    private static JWTClaimsSet.Builder with(String claim, Object value) {
        return claims("alice").claim(claim, value);
    }

    /** The same token with another header. */
    private static String header(String json, String token) {
        return encode(json) + token.substring(token.indexOf('.'));
    }

    private static String encode(String json) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
