package io.eventrouter.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class WebPagesTest {
    private static GatewayUnderTest gateway;

    @BeforeAll
    static void startServer() {
        gateway = GatewayUnderTest.start();
    }

    @AfterAll
    static void stopServer() {
        gateway.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/, text/html; charset=utf-8",
        "/?x=1, text/html; charset=utf-8",
        "/watch.css, text/css; charset=utf-8",
        "/watch.js, text/javascript; charset=utf-8",
        "/favicon.svg, image/svg+xml",
        "/client/event-router.js, text/javascript; charset=utf-8",
        "/client/event-router.d.ts, text/plain; charset=utf-8"
    })
    void servesThePageAndItsParts(String path, String contentType) throws Exception {
        try (RawClient client = gateway.connect()) {
            client.send(request("GET", path, ""));

            HttpHead head = client.readHead();

            assertThat(head.status()).isEqualTo(200);
            assertThat(head.headers())
                    .containsEntry("content-type", contentType)
                    .containsEntry("x-content-type-options", "nosniff")
                    .hasEntrySatisfying(
                            "content-security-policy",
                            policy ->
                                    assertThat(policy)
                                            .contains("default-src 'none'")
                                            .doesNotContain("unsafe"));
            assertThat(client.readBody(head)).isNotBlank();
        }
    }

    @Test
    void offersTheLevelsOfTheDeployment() throws Exception {
        try (RawClient client = gateway.connect()) {
            client.send(request("GET", "/", ""));

            String page = client.readBody(client.readHead());

            assertThat(page).contains("<option>critical</option><option>high</option>");
        }
    }

    @Test
    void letsPagesOfOtherOriginsLoadTheClientAndNothingElse() throws Exception {
        HttpHead client = head("/client/event-router.js", "");
        HttpHead page = head("/watch.js", "");

        assertThat(client.headers())
                .containsEntry("access-control-allow-origin", "*")
                .containsEntry("cross-origin-resource-policy", "cross-origin");
        assertThat(page.headers())
                .doesNotContainKey("access-control-allow-origin")
                .containsEntry("cross-origin-resource-policy", "same-origin");
    }

    @Test
    void answersHeadWithTheHeadOnly() throws Exception {
        try (RawClient client = gateway.connect()) {
            client.send(request("HEAD", "/", "") + request("GET", "/nothing", ""));

            HttpHead head = client.readHead();

            assertThat(head.status()).isEqualTo(200);
            assertThat(head.headers().get("content-length")).isNotEqualTo("0");
            assertThat(client.readHead().status()).isEqualTo(404);
        }
    }

    @Test
    void tellsABrowserThatItsCopyIsStillGood() throws Exception {
        String tag = head("/watch.js", "").headers().get("etag");

        HttpHead again = head("/watch.js", "If-None-Match: " + tag + "\r\n");

        assertThat(again.status()).isEqualTo(304);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/watch.html", "/web/watch.html", "/logback-test.xml", "/.", "/index"})
    void hasNothingElse(String path) throws Exception {
        assertThat(head(path, "").status()).isEqualTo(404);
    }

    private static HttpHead head(String path, String headers) throws IOException {
        try (RawClient client = gateway.connect()) {
            client.send(request("GET", path, headers));
            return client.readHead();
        }
    }

    private static String request(String method, String path, String headers) {
        return method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n";
    }
}
