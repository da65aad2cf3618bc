package io.eventrouter.system;

import io.eventrouter.config.AdminSettings;
import io.eventrouter.event.Channel;
import io.eventrouter.event.Event;
import io.eventrouter.gateway.admin.AdminPages;
import io.eventrouter.gateway.admin.AdminServer;
import io.eventrouter.gateway.admin.Health;
import io.eventrouter.gateway.admin.HealthChecks;
import io.eventrouter.merge.streams.Router;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/**
 * The pictures of docs/console.md: a shop's events, and a router that is away for a while. Written
 * only when asked for, with {@code -Dit.test=ConsolePicturesIT -DexcludedGroups=none}.
 */
@Timeout(300)
@NeedsProgram({"chromium", "chromedriver"})
@Tag("pictures")
@ExtendWith(KafkaFixtureExtension.class)
class ConsolePicturesIT {
    private static final Path IMAGES = Path.of("..", "docs", "images");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> SHOPS = List.of("eu", "us", "jp", "br");

    @TempDir Path profile;
    private final Random random = new Random(66);
    private Deployment deployment;

    @Test
    void drawsALoadAndARouterThatIsAwayForAWhile(KafkaFixture kafka) throws Exception {
        var checks = new HealthChecks();
        checks.ready("parts", Health::ok);
        checks.ready("router", () -> Health.ok("express running, shared running"));
        var metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        ScheduledExecutorService shop = Executors.newSingleThreadScheduledExecutor();
        try (var node =
                new AdminServer(
                        new AdminSettings("127.0.0.1", 0), metrics, checks, new AdminPages())) {
            node.start();
            deployment =
                    Deployment.of(
                            kafka.settings(
                                    "topics.prefix=events" + kafka.uniquePrefix(),
                                    "gateway.name=gw-1",
                                    "session.write-timeout=5m",
                                    "console.nodes=http://127.0.0.1:" + node.port()));
            deployment.withGateway();
            publishLetters();
            show(shop);
        } finally {
            shop.shutdownNow();
            if (deployment != null) deployment.close();
        }
    }

    private void show(ScheduledExecutorService shop) throws Exception {
        try (var page = ConsolePage.open(profile, deployment.page(0))) {
            page.size(1_440, 1_330);
            ScheduledFuture<?> unused =
                    shop.scheduleAtFixedRate(this::sell, 0, 20, TimeUnit.MILLISECONDS);
            route(() -> pass(Duration.ofSeconds(45)));
            pass(Duration.ofSeconds(12));
            route(() -> pass(Duration.ofSeconds(30)));
            pass(Duration.ofSeconds(8));
            route(
                    () -> {
                        pass(Duration.ofSeconds(50));
                        picture(page, "light");
                        picture(page, "dark");
                        showSessions(page);
                    });
        }
    }

    /** Somebody reads nothing, somebody acknowledges nothing, and others are well. */
    private void showSessions(ConsolePage page) throws Exception {
        try (var stalled = Subscriber.to(deployment.socket(0));
                var silent = AckingClient.connect(deployment.socket(0), "shop.*.>", false, null);
                var eu = Subscriber.to(deployment.socket(0));
                var us = Subscriber.to(deployment.socket(0))) {
            stalled.subscribe("shop.catalogue");
            eu.subscribe("shop.eu.>").subscribe("shop.us.order.*");
            us.subscribe("shop.us.>");
            stalled.pause();
            for (int i = 0; i < 700; i++) publishCatalogue();
            silent.awaitEvents(1);
            page.click("#pause");
            page.size(1_440, 1_000);
            page.scrollTo("#letters");
            pass(Duration.ofSeconds(5));
            page.prefer("light");
            page.picture(IMAGES.resolve("console-sessions.png"));
            page.prefer("dark");
            page.click("#letter-rows .replay");
            page.write("#replay-channel", "shop.eu.orders");
            page.press("#replay-channel", Keys.TAB);
            page.await(() -> page.text("#replay-plan").startsWith("Would go"));
            page.picture(IMAGES.resolve("console-replay.png"));
        }
    }

    private void publishCatalogue() {
        var event =
                Event.builder()
                        .id("/shop", Long.toHexString(random.nextLong()))
                        .type("com.example.catalogue.changed")
                        .channel(new Channel("shop.catalogue"))
                        .priority(deployment.settings().levels().priorities().require("low"))
                        .contentType("text/plain")
                        .data("article ".repeat(3_000).getBytes(StandardCharsets.UTF_8))
                        .build();
        CompletableFuture<?> unused = deployment.publisher().publish(event);
    }

    private interface Scene {
        void play() throws Exception;
    }

    /** A router runs until the scene is over. */
    private void route(Scene scene) throws Exception {
        var router =
                new Router(deployment.settings(), deployment.topics(), new SimpleMeterRegistry());
        try {
            router.start();
            Awaitility.await("router").atMost(PATIENCE).until(router::isReady);
            scene.play();
        } finally {
            router.close();
        }
    }

    private static void picture(ConsolePage page, String scheme) throws IOException {
        page.prefer(scheme);
        page.click("#pause");
        page.run("window.scrollTo(0, 0)");
        page.picture(IMAGES.resolve("console-" + scheme + ".png"));
        page.click("#pause");
    }

    private static void pass(Duration time) {
        Instant end = Instant.now().plus(time);
        Awaitility.await().atMost(PATIENCE).until(() -> Instant.now().isAfter(end));
    }

    /** Some of what a shop tells, mostly what can wait. */
    private void sell() {
        for (int i = 0; i < 6; i++) publish("low", "page.viewed", "{\"article\":%d}");
        for (int i = 0; i < 3; i++) publish("normal", "order.placed", "{\"order\":%d}");
        if (random.nextInt(2) == 0) publish("high", "order.paid", "{\"order\":%d,\"paid\":true}");
        if (random.nextInt(40) == 0)
            publish("critical", "card.stolen", "{\"card\":%d,\"block\":true}");
    }

    private void publish(String level, String type, String data) {
        String shop = SHOPS.get(random.nextInt(SHOPS.size()));
        String text = String.format(data, 10_000 + random.nextInt(90_000));
        var event =
                Event.builder()
                        .id("/shop/" + shop, Long.toHexString(random.nextLong()))
                        .type("com.example." + type)
                        .channel(new Channel("shop." + shop + "." + type))
                        .time(Instant.now())
                        .priority(deployment.settings().levels().priorities().require(level))
                        .contentType("application/json")
                        .data(text.getBytes(StandardCharsets.UTF_8))
                        .build();
        CompletableFuture<?> unused = deployment.publisher().publish(event);
    }

    private void publishLetters() throws Exception {
        var bytes = new ByteArraySerializer();
        String prefix = deployment.topics().names().prefix();
        try (var producer =
                new KafkaProducer<>(deployment.settings().kafka().toProperties(), bytes, bytes)) {
            for (String bad : List.of("shop eu orders", "shop..orders"))
                producer.send(
                                new ProducerRecord<>(
                                        prefix + ".high",
                                        bad.getBytes(StandardCharsets.UTF_8),
                                        "{\"order\":4711}".getBytes(StandardCharsets.UTF_8)))
                        .get();
        }
    }
}
