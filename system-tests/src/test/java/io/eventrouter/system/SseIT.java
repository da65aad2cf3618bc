package io.eventrouter.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.eventrouter.event.Channel;
import io.eventrouter.event.Event;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;

/** Server-Sent Events: what a browser's EventSource and a plain reader get of a real system. */
@Timeout(300)
@NeedsProgram({"chromium", "chromedriver"})
@ExtendWith(KafkaFixtureExtension.class)
class SseIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> LEVELS = List.of("critical", "high", "normal", "low");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir Path profile;
    private Deployment deployment;
    private HttpServer site;
    private ChromeDriver browser;

    @BeforeEach
    void start(KafkaFixture kafka) throws Exception {
        site = siteWithThePage();
        deployment = Deployment.of(kafka.settings("auth.origins=" + origin()));
        deployment.withRouter().withGateway();
        browser = Chromium.start(profile);
    }

    @AfterEach
    void stop() throws Exception {
        if (browser != null) browser.quit();
        if (site != null) site.stop(0);
        if (deployment != null) deployment.close();
    }

    @Test
    void bringsTheSameEventsInTheSameOrderOfALevelAsTheSocket() throws Exception {
        int port = deployment.socket(0).getPort();
        browser.get(page(port, "orders.*"));
        awaitTitle("subscribed");
        try (var socket = Subscriber.to(deployment.socket(0)).subscribe("orders.*");
                var stream = EventStream.open(port, "channel=orders.*", "")) {
            stream.awaitNamed("subscribed");
            for (int n = 0; n < 50; n++) for (String level : LEVELS) publish(level, n);
            List<JsonNode> sent = socket.awaitEvents(200);
            stream.awaitEvents(200);
            List<JsonNode> shown = awaitShown(200).stream().map(SseIT::parse).toList();

            for (String level : LEVELS) {
                assertThat(of(level, stream.events())).isEqualTo(of(level, sent));
                assertThat(of(level, shown)).isEqualTo(of(level, sent)).hasSize(50);
            }
        }
    }

    private static List<JsonNode> of(String level, List<JsonNode> events) {
        return events.stream().filter(e -> e.get("priority").asText().equals(level)).toList();
    }

    /** Line breaks between the tokens of JSON would end the line that an event is on. */
    @Test
    void bringsEventsWhoseDataIsLaidOutInLines() throws Exception {
        browser.get(page(deployment.socket(0).getPort(), "orders.*"));
        awaitTitle("subscribed");

        publish("high", 1, "{\r\n  \"text\": \"a\\nb\",\n\n  \"n\": [\r1\r]\n}\n");

        JsonNode data = parse(awaitShown(1).get(0)).get("data");
        assertThat(data.get("text").asText()).isEqualTo("a\nb");
        assertThat(data.at("/n/0").asInt()).isEqualTo(1);
    }

    /** Ids come without an event; browsers take them all the same, and send the last one. */
    @Test
    void aBrowserTakesIdsThatComeAlone() throws Exception {
        browser.get(page(deployment.socket(0).getPort(), "orders.*"));
        awaitTitle("subscribed");
        publish("low", 0);
        awaitShown(1);
        String first = lastIds().get(0);

        await().atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .until(
                        () -> {
                            publish("low", 1);
                            List<String> ids = lastIds();
                            return !ids.get(ids.size() - 1).equals(first);
                        });

        assertThat(first).isNotEmpty();
    }

    @Test
    void aBrowserComesBackByItselfAndMissesNothingWhenTheNetworkGoesAway() throws Exception {
        try (var network = CuttingProxy.to(deployment.socket(0).getPort())) {
            browser.get(page(network.port(), "orders.*"));
            awaitTitle("subscribed");
            publishNumbered(0, 20);
            awaitShown(20);

            network.cut();
            publishNumbered(20, 40);
            await().atMost(PATIENCE).until(() -> network.refused() > 0);
            network.mend();
            publishNumbered(40, 60);

            List<String> ids =
                    awaitShown(60).stream()
                            .map(SseIT::parse)
                            .map(e -> e.get("id").asText())
                            .toList();
            assertThat(ids)
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.range(0, 60).mapToObj(n -> "low-" + n).toList());
            assertThat(texts("#subscribed li")).hasSize(2);
            assertThat(parse(texts("#subscribed li").get(1)).get("recovered").asBoolean()).isTrue();
        }
    }

    private void awaitTitle(String title) {
        await().atMost(PATIENCE).until(() -> browser.getTitle().equals(title));
    }

    /** The events on the page, each position once, once there are so many. */
    private List<String> awaitShown(int count) {
        await().atMost(PATIENCE).until(() -> texts("#events li").size() >= count);
        return texts("#events li");
    }

    private List<String> lastIds() {
        return texts("#ids li");
    }

    private List<String> texts(String selector) {
        var texts = new ArrayList<String>();
        for (WebElement element : browser.findElements(By.cssSelector(selector)))
            texts.add(element.getText());
        return texts;
    }

    private void publishNumbered(int first, int end) throws Exception {
        for (int n = first; n < end; n++) publish("low", n);
    }

    private void publish(String level, int number) throws Exception {
        publish(level, number, "{\"n\":" + number + "}");
    }

    private void publish(String level, int number, String data) throws Exception {
        var priorities = deployment.settings().levels().priorities();
        Event event =
                Event.builder()
                        .id("/test", level + "-" + number)
                        .type("test.numbered")
                        .channel(new Channel("orders.eu"))
                        .priority(priorities.require(level))
                        .contentType("application/json")
                        .data(data.getBytes(UTF_8))
                        .build();
        deployment.publisher().publish(event).get(30, TimeUnit.SECONDS);
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(json, e);
        }
    }

    private String page(int port, String channel) {
        String stream =
                "http://127.0.0.1:" + port + "/sse?channel=" + URLEncoder.encode(channel, UTF_8);
        return origin() + "/?url=" + URLEncoder.encode(stream, UTF_8);
    }

    private String origin() {
        return "http://127.0.0.1:" + site.getAddress().getPort();
    }

    private static HttpServer siteWithThePage() throws Exception {
        byte[] page;
        try (InputStream file = SseIT.class.getResourceAsStream("stream.html")) {
            page = file.readAllBytes();
        }
        var site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 8);
        site.createContext(
                "/",
                exchange -> {
                    exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
                    exchange.sendResponseHeaders(200, page.length);
                    exchange.getResponseBody().write(page);
                    exchange.close();
                });
        site.start();
        return site;
    }
}
