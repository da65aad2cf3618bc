package io.eventrouter.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.eventrouter.event.Event;
import io.eventrouter.ingest.Acknowledged;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@Timeout(180)
@ExtendWith(KafkaFixtureExtension.class)
class FanOutIT {
    private static final List<String> LEVELS = List.of("critical", "high", "normal", "low");
    private static final int PER_LEVEL = 50;

    private Deployment deployment;

    @BeforeEach
    void startTwoGateways(KafkaFixture kafka) {
        deployment = Deployment.of(kafka.settings());
        deployment.withRouter().withGateway().withGateway();
    }

    @AfterEach
    void stop() {
        deployment.close();
    }

    @Test
    void everySessionOfEveryGatewayGetsEachEventOfItsChannelsOnce() throws Exception {
        try (var exact = Subscriber.to(deployment.socket(0)).subscribe("orders.eu");
                var wildcard = Subscriber.to(deployment.socket(0)).subscribe("orders.*");
                var everything = Subscriber.to(deployment.socket(1)).subscribe(">");
                var twice =
                        Subscriber.to(deployment.socket(1))
                                .subscribe("orders.eu")
                                .subscribe("orders.>");
                var bare =
                        Subscriber.toBareEvents(
                                URI.create(deployment.socket(1) + "?channel=orders.eu"))) {
            var orders = publishOfAllLevels("orders.eu");
            var others = publishOfAllLevels("chat.room1");

            for (var subscriber : List.of(exact, wildcard, twice, bare))
                assertThat(ids(subscriber.awaitEvents(orders.size())))
                        .containsExactlyInAnyOrderElementsOf(orders);
            var all = new ArrayList<>(orders);
            all.addAll(others);
            assertThat(ids(everything.awaitEvents(all.size())))
                    .containsExactlyInAnyOrderElementsOf(all);
            assertThat(exact.events()).hasSize(orders.size());
            assertThat(twice.events()).hasSize(orders.size());
        }
    }

    @Test
    void eventsOfOneKeyAndLevelKeepTheirOrder() throws Exception {
        try (var subscriber = Subscriber.to(deployment.socket(0)).subscribe("orders.eu")) {
            var published = publishOfAllLevels("orders.eu");

            List<String> received = ids(subscriber.awaitEvents(published.size()));

            for (String level : LEVELS)
                assertThat(received.stream().filter(id -> id.startsWith(level)))
                        .containsExactlyElementsOf(
                                published.stream().filter(id -> id.startsWith(level)).toList());
        }
    }

    @Test
    void allSessionsGetTheSameBytes() throws Exception {
        try (var one = Subscriber.to(deployment.socket(0)).subscribe("orders.eu");
                var other = Subscriber.to(deployment.socket(1)).subscribe("orders.eu")) {
            publishOfAllLevels("orders.eu");

            one.awaitEvents(LEVELS.size() * PER_LEVEL);
            other.awaitEvents(LEVELS.size() * PER_LEVEL);

            assertThat(one.eventTexts()).containsExactlyInAnyOrderElementsOf(other.eventTexts());
        }
    }

    /** Returns their ids, level by level. */
    private List<String> publishOfAllLevels(String channel) throws Exception {
        var priorities = deployment.settings().levels().priorities();
        List<Event> events =
                LEVELS.stream()
                        .flatMap(
                                level ->
                                        IntStream.range(0, PER_LEVEL)
                                                .mapToObj(
                                                        n ->
                                                                TestEvents.numbered(
                                                                        priorities,
                                                                        level,
                                                                        channel,
                                                                        n)))
                        .toList();
        var acknowledged = new ArrayList<CompletableFuture<Acknowledged>>();
        for (Event event : events) acknowledged.add(deployment.publisher().publish(event));
        for (var each : acknowledged) each.get(30, TimeUnit.SECONDS);
        return events.stream().map(event -> event.id().id() + "@" + channel).toList();
    }

    private static List<String> ids(List<JsonNode> events) {
        return events.stream()
                .map(e -> e.get("id").asText() + "@" + e.get("channel").asText())
                .toList();
    }
}
