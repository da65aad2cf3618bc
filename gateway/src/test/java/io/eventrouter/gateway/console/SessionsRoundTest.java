package io.eventrouter.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SessionsRoundTest {
    private static final String OF_ANOTHER =
            """
            {"gateway":"gw-2","instance":"i2","open":7,"sessions":[{"session":"b1",
            "address":"10.0.0.9","subject":"bob","state":"closing","catchingUp":true,
            "subscriptions":3,"waitingEvents":2,"waitingBytes":900,"oldestMillis":1200,
            "writingMillis":900,"unackedEvents":4,"unackedBytes":800}]}
            """;

    private final FakeQuestions own = new FakeQuestions(Reports.waiting("a1", 10));
    private HttpServer node;

    @BeforeEach
    void start() throws IOException {
        node = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 8);
        node.start();
    }

    @AfterEach
    void stop() {
        node.stop(0);
    }

    @Test
    void readsItsOwnAndThoseOfAnotherGateway() {
        answer(200, OF_ANOTHER);

        SessionsView view = read(address());

        assertThat(view.open()).isEqualTo(8);
        assertThat(view.silent()).isEmpty();
        SessionsView.Seen slowest = view.sessions().get(0);
        assertThat(slowest.gateway()).isEqualTo("gw-2");
        assertThat(slowest.node()).contains(address());
        assertThat(slowest.session().closing()).isTrue();
        assertThat(slowest.session().catchingUp()).isTrue();
        assertThat(slowest.session().subject()).isEqualTo("bob");
        assertThat(slowest.session().writingMillis()).isEqualTo(OptionalLong.of(900));
        assertThat(slowest.session().unackedBytes()).isEqualTo(800);
        assertThat(view.sessions().get(1).session().id()).isEqualTo("a1");
    }

    @Test
    void takesARouterForNoGateway() {
        answer(404, "There are /metrics");

        SessionsView view = read(address());

        assertThat(view.silent()).isEmpty();
        assertThat(view.gateways()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1,", "{}", "[]", "", "{\"sessions\":1}"})
    void saysWhichNodeDoesNotListSessions(String body) {
        answer(200, body);

        assertThat(read(address()).silent()).containsExactly(address() + " does not list sessions");
    }

    @Test
    void saysWhichNodeIsAway() {
        URI away = address();
        node.stop(0);

        SessionsView view = read(away);

        assertThat(view.silent()).singleElement().asString().startsWith(away + " ");
        assertThat(view.sessions()).extracting(s -> s.session().id()).containsExactly("a1");
    }

    @Test
    void forgetsWhatItReadOnceNobodyLooks() {
        var round = new SessionsRound(own.own("i1"), List.of());
        round.read();

        round.rest();

        assertThat(round.view()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"200, KICKED", "404, GONE", "500, UNREACHABLE", "302, UNREACHABLE"})
    void closesASessionAtAnotherGateway(int status, KickOutcome expected) {
        node.createContext(
                "/sessions/b1",
                exchange -> {
                    boolean asked = exchange.getRequestMethod().equals("DELETE");
                    exchange.sendResponseHeaders(asked ? status : 405, -1);
                    exchange.close();
                });

        KickOutcome outcome =
                new SessionsProbe(Duration.ofSeconds(30)).kick(address(), "b1").join();

        assertThat(outcome).isEqualTo(expected);
    }

    @Test
    void saysThatAGatewayWhichIsAwayWasNotReached() {
        URI away = address();
        node.stop(0);

        assertThat(new SessionsProbe(Duration.ofSeconds(30)).kick(away, "b1").join())
                .isEqualTo(KickOutcome.UNREACHABLE);
        assertThat(SessionsAnswer.read(away, "null")).isEqualTo(Optional.empty());
    }

    private SessionsView read(URI other) {
        var round = new SessionsRound(own.own("i1"), List.of(other));
        round.read();
        return round.view();
    }

    private URI address() {
        return URI.create("http://127.0.0.1:" + node.getAddress().getPort());
    }

    private void answer(int status, String body) {
        node.createContext(
                "/sessions",
                exchange -> {
                    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
                    exchange.getResponseBody().write(bytes);
                    exchange.close();
                });
    }
}
