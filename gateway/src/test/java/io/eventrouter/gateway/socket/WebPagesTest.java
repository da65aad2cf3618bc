package io.eventrouter.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
        "/console/console.css, text/css; charset=utf-8",
        "/console/main.js, text/javascript; charset=utf-8",
        "/console/events.js, text/javascript; charset=utf-8",
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
    void servesTheChartLibraryUnderItsVersionForGood() throws Exception {
        String page = get("/");
        Matcher link = Pattern.compile("console/lib/uplot/[0-9.]+/uPlot.iife.min.js").matcher(page);
        assertThat(link.find()).isTrue();

        HttpHead head = head("/" + link.group(), "");

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.headers())
                .containsEntry("content-type", "text/javascript; charset=utf-8")
                .containsEntry("cache-control", "public, max-age=31536000, immutable");
    }

    @Test
    void linksToNothingThatItDoesNotServe() throws Exception {
        String page = get("/");

        Matcher link = Pattern.compile("(?:href|src)=\"([^#\"][^\"]*)\"").matcher(page);
        while (link.find())
            assertThat(head("/" + link.group(1), "").status()).as(link.group(1)).isEqualTo(200);
    }

    @Test
    void hasNoFiguresBeforeThereIsAConsole() throws Exception {
        assertThat(head("/console/status", "").status()).isEqualTo(404);
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
        HttpHead page = head("/console/main.js", "");

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
        String tag = head("/console/main.js", "").headers().get("etag");

        HttpHead again = head("/console/main.js", "If-None-Match: " + tag + "\r\n");

        assertThat(again.status()).isEqualTo(304);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/console/console.html",
                "/web/favicon.svg",
                "/console/lib/uplot/../main.js",
                "/logback-test.xml",
                "/.",
                "/index"
            })
    void hasNothingElse(String path) throws Exception {
        assertThat(head(path, "").status()).isEqualTo(404);
    }

    private static String get(String path) throws IOException {
        try (RawClient client = gateway.connect()) {
            client.send(request("GET", path, ""));
            return client.readBody(client.readHead());
        }
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
