package io.eventrouter.gateway.socket;

import static io.eventrouter.gateway.TestTokens.claims;
import static io.eventrouter.gateway.TestTokens.hs256;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.config.ConsoleAccess;
import io.eventrouter.config.PublishMode;
import io.eventrouter.config.PublishSettings;
import io.eventrouter.gateway.TestTokens;
import io.eventrouter.gateway.console.KickOutcome;
import io.eventrouter.gateway.console.ReplayOutcome;
import io.eventrouter.gateway.console.ReplayOutcome.Reason;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the console may be asked to do, byte for byte, at a real port. */
@Timeout(60)
class ConsoleActsRowsTest {
    private static final String JSON = "Content-Type: application/json\r\n";
    private static final String KICK = "{\"session\":\"a1\"}";
    private static final String REPLAY = "{\"letter\":\"0:17\"}";

    private final FakeDesk desk = new FakeDesk();
    private GatewayUnderTest gateway;

    /** What a client was answered. */
    private record Reply(int status, String body, HttpHead head) {}

    @AfterEach
    void stopServer() {
        gateway.close();
    }

    @Test
    void closesASessionForABrowserOnThisMachine() throws Exception {
        withoutKeys();

        Reply reply = post("/console/kick", "Origin: http://localhost\r\n" + JSON, KICK);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo("{\"session\":\"a1\",\"closed\":\"kicked\"}");
        assertThat(reply.head().headers())
                .containsEntry("cache-control", "no-store")
                .containsEntry("cross-origin-resource-policy", "same-origin");
        assertThat(desk.asked).containsExactly("kick a1 ");
    }

    @Test
    void replaysALetterForABrowserOnThisMachine() throws Exception {
        withoutKeys();

        Reply reply = post("/console/replay", "Origin: http://localhost\r\n" + JSON, REPLAY);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo("{\"replayedTo\":\"events.high:1:9\",\"noted\":true}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:3000",
                "https://evil.example",
                "null",
                "http://localhost.evil"
            })
    void doesNothingForPagesOfOtherOrigins(String origin) throws Exception {
        withoutKeys();

        for (String path : List.of("/console/kick", "/console/replay"))
            assertThat(post(path, "Origin: " + origin + "\r\n" + JSON, KICK).status())
                    .isEqualTo(403);

        assertThat(desk.asked).isEmpty();
    }

    @Test
    void doesNothingUnderANameThatSomebodyPointedHere() throws Exception {
        withoutKeys();
        String request =
                "POST /console/kick HTTP/1.1\r\nHost: evil.example\r\n"
                        + JSON
                        + "Content-Length: "
                        + KICK.length()
                        + "\r\n\r\n"
                        + KICK;

        assertThat(send(request).status()).isEqualTo(403);
        assertThat(desk.asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE", "OPTIONS"})
    void isPostedTo(String method) throws Exception {
        withoutKeys();

        Reply reply = send(method + " /console/kick HTTP/1.1\r\nHost: localhost\r\n\r\n");

        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.head().headers()).containsEntry("allow", "POST");
        assertThat(reply.head().headers()).doesNotContainKey("access-control-allow-origin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Content-Type: text/plain\r\n", "Content-Type: a/b\r\n"})
    void takesJsonOnly(String type) throws Exception {
        withoutKeys();

        assertThat(post("/console/kick", type, KICK).status()).isEqualTo(415);
        assertThat(desk.asked).isEmpty();
    }

    @Test
    void saysWhatIsWrongWithAnOrder() throws Exception {
        withoutKeys();

        Reply reply = post("/console/replay", JSON, "{\"letter\":\"x\"}");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body()).contains("PARTITION:OFFSET");
        assertThat(post("/console/kick", JSON, "x".repeat(5_000)).status()).isEqualTo(413);
    }

    @ParameterizedTest
    @CsvSource({"KICKED, 200", "GONE, 404", "UNREACHABLE, 503", "BUSY, 503"})
    void saysWhatBecameOfASession(KickOutcome outcome, int status) throws Exception {
        withoutKeys();
        desk.kick = outcome;

        Reply reply = post("/console/kick", JSON, KICK);

        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.head().headers().containsKey("retry-after")).isEqualTo(status == 503);
    }

    @ParameterizedTest
    @CsvSource({"GONE, 404", "BLOCKED, 409", "FORBIDDEN, 403", "UNAVAILABLE, 503"})
    void saysWhyALetterIsNotReplayed(Reason reason, int status) throws Exception {
        withoutKeys();
        desk.replay = ReplayOutcome.refused(reason, "so it is");

        Reply reply = post("/console/replay", JSON, REPLAY);

        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.body()).isEqualTo("so it is\n");
    }

    @Test
    void saysWhatWouldHappen() throws Exception {
        withoutKeys();
        desk.replay = new ReplayOutcome.WouldGo("events.high", -1, "orders.eu", "high");

        assertThat(post("/console/replay", JSON, REPLAY).body())
                .isEqualTo(
                        "{\"topic\":\"events.high\",\"partition\":-1,\"channel\":\"orders.eu\","
                                + "\"level\":\"high\"}");
    }

    @Test
    void replaysNothingWhereTheGatewayTakesNoEvents() throws Exception {
        start(
                GatewayUnderTest.start(
                        new PublishSettings(
                                PublishMode.FALSE,
                                Duration.ofSeconds(1),
                                Duration.ofMillis(500),
                                100,
                                256 << 10,
                                0)),
                ConsoleAccess.LOCAL);

        assertThat(post("/console/replay", JSON, REPLAY).body()).contains("publish.enabled");
        assertThat(post("/console/kick", JSON, KICK).status()).isEqualTo(200);
        assertThat(get("/console/status", "").body()).contains("kick=true", "replay=false");
    }

    @ParameterizedTest
    @EnumSource(ConsoleAccess.class)
    void goesByTheTokenWhereThereAreKeys(ConsoleAccess access) throws Exception {
        start(GatewayUnderTest.start(TestTokens.secret()), access);
        String all = bearer(List.of(">"), List.of(">"));
        String some = bearer(List.of(">"), List.of("orders.*"));
        String other = bearer(List.of(">"), List.of("chat.*"));
        String reader = bearer(List.of(">"), List.of());
        String writer = bearer(List.of("orders.*"), List.of(">"));

        assertThat(post("/console/kick", all + JSON, KICK).status()).isEqualTo(200);
        assertThat(post("/console/kick", some + JSON, KICK).status()).isEqualTo(403);
        assertThat(post("/console/kick", reader + JSON, KICK).status()).isEqualTo(403);
        assertThat(post("/console/kick", writer + JSON, KICK).status()).isEqualTo(403);
        assertThat(post("/console/kick", JSON, KICK).status()).isEqualTo(401);
        assertThat(post("/console/replay", some + JSON, REPLAY).status()).isEqualTo(200);
        assertThat(post("/console/replay", other + JSON, REPLAY).status()).isEqualTo(403);
        assertThat(post("/console/replay", reader + JSON, REPLAY).status()).isEqualTo(403);
        assertThat(desk.asked).containsExactly("kick a1 ann", "replay 0:17 ann", "replay 0:17 ann");
    }

    @Test
    void tellsThePageWhatItMayOfferAndWhoseASessionIsOnlyToWhoMayCloseIt() throws Exception {
        start(GatewayUnderTest.start(TestTokens.secret()), ConsoleAccess.LOCAL);
        String all = bearer(List.of(">"), List.of(">"));
        String reader = bearer(List.of(">"), List.of());

        assertThat(get("/console/status", all).body()).contains("kick=true", "replay=true");
        assertThat(get("/console/status", reader).body()).contains("kick=false", "replay=false");
        assertThat(get("/console/sessions", all).body()).isEqualTo("with clients");
        assertThat(get("/console/sessions", reader).body()).isEqualTo("without clients");
        assertThat(get("/console/sessions", bearer(List.of("a"), List.of(">"))).status())
                .isEqualTo(403);
    }

    @Test
    void hasNothingThereBeforeThereIsAConsole() throws Exception {
        gateway = GatewayUnderTest.start();

        assertThat(post("/console/kick", JSON, KICK).status()).isEqualTo(405);
        assertThat(get("/console/sessions", "").status()).isEqualTo(404);
    }

    private void withoutKeys() {
        start(GatewayUnderTest.start(), ConsoleAccess.LOCAL);
    }

    private void start(GatewayUnderTest started, ConsoleAccess access) {
        gateway = started;
        gateway.server.show(desk, access);
    }

    private static String bearer(List<String> subscribe, List<String> publish) {
        String token =
                hs256(
                        claims("ann")
                                .claim("subscribe", subscribe)
                                .claim("publish", publish)
                                .build());
        return "Authorization: Bearer " + token + "\r\n";
    }

    private Reply get(String path, String headers) throws Exception {
        return send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n");
    }

    private Reply post(String path, String headers, String body) throws Exception {
        return send(
                "POST "
                        + path
                        + " HTTP/1.1\r\nHost: localhost\r\n"
                        + headers
                        + "Content-Length: "
                        + body.length()
                        + "\r\n\r\n"
                        + body);
    }

    private Reply send(String request) throws Exception {
        try (RawClient client = gateway.connect()) {
            client.send(request);
            HttpHead head = client.readHead();
            return new Reply(head.status(), client.readBody(head), head);
        }
    }
}
