package io.eventrouter.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import com.nimbusds.jose.jwk.JWKSet;
import com.sun.net.httpserver.HttpServer;
import io.eventrouter.gateway.TestTokens;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** A key set at an address that has secrets in it, which belong in no log and no health report. */
@Timeout(30)
class KeyRefreshOverHttpTest {
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private HttpServer server;
    private int status = 200;
    private String body = "";
    private KeyRefresh refresh;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/keys",
                exchange -> {
                    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
                    exchange.getResponseBody().write(bytes);
                    exchange.close();
                });
        server.start();
        String url = "http://u:pw@127.0.0.1:" + port() + "/keys?apikey=SECRET";
        refresh =
                new KeyRefresh(
                        new KeySource.OfUrl(URI.create(url).toURL(), Duration.ofMinutes(5)),
                        System::nanoTime);
        logged.start();
        root.addAppender(logged);
    }

    @AfterEach
    void close() {
        root.detachAppender(logged);
        refresh.close();
        server.stop(0);
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 410, 503})
    void saysTheStatusAndNoSecretOfTheAddress(int answer) {
        status = answer;

        boolean success = refresh.read();

        assertThat(success).isFalse();
        assertThat(refresh.problem())
                .isEqualTo(
                        "http://127.0.0.1:%d/keys: cannot be read: HttpStatusException %d",
                        port(), answer);
        assertSaysNoSecret();
    }

    @Test
    void saysNoSecretOfAnAddressThatDoesNotAnswer() {
        int port = port();
        server.stop(0);

        boolean success = refresh.read();

        assertThat(success).isFalse();
        assertThat(refresh.problem())
                .isEqualTo("http://127.0.0.1:%d/keys: cannot be read: ConnectException", port);
        assertSaysNoSecret();
    }

    @Test
    void readsTheKeysThatAreThere() {
        body = new JWKSet(TestTokens.ecKey("k1")).toString();

        boolean success = refresh.read();

        assertThat(success).isTrue();
        assertThat(refresh.isReady()).isTrue();
    }

    @Test
    void refusesABodyWithoutAnEnd() {
        body = " ".repeat((256 << 10) + 1);

        boolean success = refresh.read();

        assertThat(success).isFalse();
        assertThat(refresh.problem()).endsWith("cannot be read: TooLongException");
    }

    private int port() {
        return server.getAddress().getPort();
    }

    private void assertSaysNoSecret() {
        assertThat(logged.list).isNotEmpty();
        assertThat(refresh.problem()).doesNotContain("SECRET", "pw");
        assertThat(logged.list)
                .extracting(KeyRefreshOverHttpTest::text)
                .allSatisfy(text -> assertThat(text).doesNotContain("SECRET", "pw"));
    }

    private static String text(ILoggingEvent event) {
        return event
                + " "
                + event.getKeyValuePairs()
                + ThrowableProxyUtil.asString(event.getThrowableProxy());
    }
}
