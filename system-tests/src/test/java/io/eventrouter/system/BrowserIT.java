package io.eventrouter.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;

/** Subscribing from a page that is not ours, in a real browser. */
@Timeout(300)
@NeedsProgram({"chromium", "chromedriver"})
@ExtendWith(KafkaFixtureExtension.class)
class BrowserIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir Path profile;
    private Deployment deployment;
    private HttpServer site;
    private ChromeDriver browser;

    @BeforeEach
    void start(KafkaFixture kafka) throws Exception {
        deployment = Deployment.of(kafka.settings());
        deployment.withRouter().withGateway();
        site = siteWithThePages();
        browser = Chromium.start(profile);
    }

    @AfterEach
    void stop() throws Exception {
        if (browser != null) browser.quit();
        if (site != null) site.stop(0);
        deployment.close();
    }

    @Test
    void aPlainPageGetsEvents() throws Exception {
        browser.get(page("orders.*"));
        Awaitility.await().atMost(PATIENCE).until(() -> browser.getTitle().equals("subscribed"));

        publish("critical", "low");

        assertThat(awaitItems("li", 2))
                .containsExactlyInAnyOrder("critical {\"n\":1}", "low {\"n\":1}");
    }

    @Test
    void aPageMissesNothingAndShowsNothingTwiceWhenTheNetworkGoesAwayAndComesBack()
            throws Exception {
        try (var network = CuttingProxy.to(deployment.socket(0).getPort())) {
            browser.get(pageThatFollows("orders.*", network));
            awaitTitle("subscribed");
            publishNumbered(0, 20);
            awaitItems("#events li", 20);

            network.cut();
            publishNumbered(20, 40);
            Awaitility.await().atMost(PATIENCE).until(() -> network.refused() > 0);
            network.mend();
            publishNumbered(40, 60);

            awaitItems("#events li", 60);
            publishNumbered(60, 61);
            List<String> shown = awaitItems("#events li", 61);
            assertThat(shown)
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.range(0, 61).mapToObj(n -> "low-" + n).toList());
            assertThat(browser.findElements(By.cssSelector("#gaps li"))).isEmpty();
        }
    }

    private void awaitTitle(String title) {
        Awaitility.await().atMost(PATIENCE).until(() -> browser.getTitle().equals(title));
    }

    private List<String> awaitItems(String selector, int count) {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> browser.findElements(By.cssSelector(selector)).size() >= count);
        return browser.findElements(By.cssSelector(selector)).stream()
                .map(WebElement::getText)
                .toList();
    }

    private void publishNumbered(int first, int end) throws Exception {
        var priorities = deployment.settings().levels().priorities();
        for (int n = first; n < end; n++)
            deployment
                    .publisher()
                    .publish(TestEvents.numbered(priorities, "low", "orders.eu", n))
                    .get(30, TimeUnit.SECONDS);
    }

    private void publish(String... levels) throws Exception {
        var priorities = deployment.settings().levels().priorities();
        for (String level : levels)
            deployment
                    .publisher()
                    .publish(TestEvents.numbered(priorities, level, "orders.eu", 1))
                    .get(30, TimeUnit.SECONDS);
    }

    private String page(String channel) {
        return "http://127.0.0.1:"
                + site.getAddress().getPort()
                + "/subscribe.html?url="
                + URLEncoder.encode(deployment.socket(0).toString(), StandardCharsets.UTF_8)
                + "&channel="
                + URLEncoder.encode(channel, StandardCharsets.UTF_8);
    }

    private String pageThatFollows(String channel, CuttingProxy network) {
        String client = deployment.page(0).resolve("/client/event-router.js").toString();
        return "http://127.0.0.1:"
                + site.getAddress().getPort()
                + "/follow.html?client="
                + URLEncoder.encode(client, StandardCharsets.UTF_8)
                + "&url=ws://127.0.0.1:"
                + network.port()
                + "/ws&channel="
                + URLEncoder.encode(channel, StandardCharsets.UTF_8);
    }

    private static HttpServer siteWithThePages() throws Exception {
        var site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 8);
        for (String file : List.of("subscribe.html", "follow.html")) serve(site, file);
        site.start();
        return site;
    }

    private static void serve(HttpServer site, String name) throws Exception {
        byte[] page;
        try (InputStream file = BrowserIT.class.getResourceAsStream(name)) {
            page = file.readAllBytes();
        }
        site.createContext(
                "/" + name,
                exchange -> {
                    exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
                    exchange.sendResponseHeaders(200, page.length);
                    exchange.getResponseBody().write(page);
                    exchange.close();
                });
    }
}
