package io.eventrouter.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.eventrouter.event.Channel;
import io.eventrouter.event.Event;
import io.eventrouter.event.Priorities;
import io.eventrouter.ingest.Acknowledged;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A client that reads nothing for a while makes a backlog that a test can rely on: what does not
 * fit into the sockets waits in its queue.
 */
@Timeout(300)
@ExtendWith(KafkaFixtureExtension.class)
class PriorityUnderBacklogIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Of each of three levels; with their data several times what a pair of sockets can hold. */
    private static final int BULK = 8_000;

    private static final int ALERTS = 20;
    private static final String FILLER = "x".repeat(1_500);

    private Deployment deployment;

    @BeforeEach
    void start(KafkaFixture kafka) {
        deployment =
                Deployment.of(
                        kafka.settings(
                                "session.queue-events=1000000",
                                "session.queue-bytes=1GiB",
                                "session.write-timeout=5m"));
        deployment.withRouter().withGateway();
    }

    @AfterEach
    void stop() {
        deployment.close();
    }

    @Test
    void criticalEventsOvertakeAllThatWaitsAndTheOthersShareByWeight() throws Exception {
        try (var slow = Subscriber.to(deployment.socket(0)).subscribe("load");
                var quick = Subscriber.to(deployment.socket(0)).subscribe("load")) {
            slow.pause();
            publishBulk();
            quick.awaitEvents(3 * BULK, PATIENCE);
            publishAlerts();
            quick.awaitEvents(3 * BULK + ALERTS, PATIENCE);

            slow.resume();
            List<String> levels = levels(slow.awaitEvents(3 * BULK + ALERTS, PATIENCE));

            int first = levels.indexOf("critical");
            int last = levels.lastIndexOf("critical");
            assertThat(last - first + 1).as("critical events in a row").isEqualTo(ALERTS);
            List<String> after = levels.subList(last + 1, levels.size());
            assertThat(after).as("events that were overtaken").hasSizeGreaterThan(BULK);
            assertShares(after.subList(0, 1_400));
        }
    }

    private static void assertShares(List<String> levels) {
        long high = levels.stream().filter("high"::equals).count();
        long normal = levels.stream().filter("normal"::equals).count();
        long low = levels.stream().filter("low"::equals).count();

        assertThat(high).isCloseTo(levels.size() * 4 / 7, within(7L));
        assertThat(normal).isCloseTo(levels.size() * 2 / 7, within(7L));
        assertThat(low).isCloseTo(levels.size() / 7, within(7L));
    }

    private void publishBulk() throws Exception {
        var acknowledged = new ArrayList<CompletableFuture<Acknowledged>>();
        for (int n = 0; n < BULK; n++)
            for (String level : List.of("low", "normal", "high"))
                acknowledged.add(deployment.publisher().publish(event(level, n)));
        for (var each : acknowledged) each.get(60, TimeUnit.SECONDS);
    }

    private void publishAlerts() throws Exception {
        for (int n = 0; n < ALERTS; n++)
            deployment.publisher().publish(event("critical", n)).get(60, TimeUnit.SECONDS);
    }

    private Event event(String level, int number) {
        Priorities priorities = deployment.settings().levels().priorities();
        return Event.builder()
                .id("/test", level + "-" + number)
                .type("test.load")
                .channel(new Channel("load"))
                .priority(priorities.require(level))
                .contentType("text/plain")
                .data(FILLER.getBytes(StandardCharsets.UTF_8))
                .build();
    }

    private static List<String> levels(List<JsonNode> events) {
        return events.stream().map(e -> e.get("priority").asText()).toList();
    }
}
