package io.eventrouter.system.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.eventrouter.system.NeedsProgram;
import io.eventrouter.system.gateway.Herd;
import io.eventrouter.system.gateway.ResumingClient;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * docker/compose.yaml as a whole, as one deployment for all tests; the one that kills is last.
 * Needs an engine and images, which docker/engine.sh provides.
 */
@Tag("engine")
@Timeout(400)
@NeedsProgram("docker-compose")
@DisplayName("docker/compose.yaml WITHOUT GRAFANA, of which there is no image here")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ComposeIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int CLIENTS = 6;

    private final HttpClient http = HttpClient.newHttpClient();
    private ComposeStack stack;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        stack = new ComposeStack(folder);
        stack.up();
    }

    @AfterAll
    void stop() throws Exception {
        if (stack == null) return;
        try {
            stack.keepLog();
        } finally {
            stack.down();
        }
    }

    @Test
    @Order(1)
    void prometheusReachesEveryProcessAndKnowsEveryAlert() throws Exception {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(targets())
                                        .isEqualTo(
                                                Map.of(
                                                        "event-router up",
                                                        2L,
                                                        "event-gateway up",
                                                        3L)));

        assertThat(rules()).containsAll(alerts());
    }

    @Test
    @Order(2)
    void anEventOfTheCommandLineReachesEveryClientOfTheBalancer() throws Exception {
        try (Herd herd = connected()) {
            String said =
                    stack.cli(
                            "publish",
                            "--channel",
                            "stock.1",
                            "--priority",
                            "high",
                            "--id",
                            "a1",
                            "{}");

            assertThat(said).contains("events.high:");
            awaitIds(herd, Set.of("a1"));
        }
    }

    @Test
    @Order(3)
    void nothingAcknowledgedIsLostWhenABrokerARouterAndAGatewayAreKilled() throws Exception {
        try (Herd herd = connected();
                PipedPublisher publisher = stack.publisher("--priority", "high", "--json")) {
            publisher.send(events(0, 100));
            awaitIds(herd, ids(0, 100));

            stack.kill("kafka-2");
            stack.kill("router");
            stack.kill("gateway");
            publisher.send(events(100, 300));

            Set<String> acknowledged = publisher.finish();
            assertThat(acknowledged).isEqualTo(ids(0, 300));
            awaitIds(herd, acknowledged);
            herd.assertNothingLost();
            assertThat(herd.clients().mapToInt(ResumingClient::recoveries).sum()).isPositive();
        }
    }

    private Herd connected() {
        var herd = new Herd().addAll(CLIENTS, stack::balancerPort, i -> "stock.*");
        herd.connect();
        return herd;
    }

    private static void awaitIds(Herd herd, Set<String> ids) {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(herd.clients())
                                        .allSatisfy(c -> assertThat(c.ids()).containsAll(ids)));
    }

    /** On as many channels, so that every partition has some. */
    private static List<String> events(int first, int end) {
        return IntStream.range(first, end)
                .mapToObj(
                        n ->
                                """
                                {"specversion":"1.0","id":"n%d","source":"/stock","type":"counted",\
                                "channel":"stock.%d","data":{"n":%d}}"""
                                        .formatted(n, n, n))
                .toList();
    }

    private static Set<String> ids(int first, int end) {
        return IntStream.range(first, end).mapToObj(n -> "n" + n).collect(Collectors.toSet());
    }

    /** How many targets there are of each job and health. */
    private Map<String, Long> targets() throws Exception {
        return StreamSupport.stream(
                        prometheus("targets?state=active").at("/data/activeTargets").spliterator(),
                        false)
                .map(t -> t.at("/labels/job").asText() + " " + t.path("health").asText())
                .collect(Collectors.groupingBy(each -> each, Collectors.counting()));
    }

    private Set<String> rules() throws Exception {
        return Set.copyOf(prometheus("rules?type=alert").findValuesAsText("name"));
    }

    private static List<String> alerts() {
        return Manifests.yaml(Manifests.DOCKER.resolve("prometheus/rules.yml"))
                .findValuesAsText("alert");
    }

    private JsonNode prometheus(String question) throws Exception {
        URI address =
                URI.create("http://127.0.0.1:" + stack.prometheusPort() + "/api/v1/" + question);
        return new JsonMapper()
                .readTree(
                        http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
                                .body());
    }
}
