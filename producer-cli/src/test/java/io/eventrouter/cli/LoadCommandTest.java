package io.eventrouter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.eventrouter.cli.client.ScriptedGateway;
import io.eventrouter.cli.publish.FakeKafka;
import io.eventrouter.event.Event;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractStringAssert;
import org.eclipse.jetty.websocket.api.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LoadCommandTest {
    private final CompletableFuture<Session> subscriber = new CompletableFuture<>();
    private final FakeKafka kafka = new FakeKafka();
    private ScriptedGateway gateway;
    private String url;

    @BeforeEach
    void startGateway() {
        gateway = ScriptedGateway.start();
        url = gateway.url().toString();
        gateway.onSubscribed(subscriber::complete);
    }

    @AfterEach
    void stopGateway() {
        gateway.close();
    }

    @Test
    void reportsEachLevelsTimes() {
        kafka.then(this::deliver);

        CliRun run = load("--rate", "critical=20,low=100");

        assertThat(run.code()).as(run.toString()).isZero();
        assertThat(run.out())
                .contains("Acknowledged by Kafka", "Delivered to a subscriber", "Nothing was lost.")
                .containsPattern("critical +20 +4 +4 +0 +[0-9.]+ ms")
                .containsPattern("low +20 +20 +0 +0 +[0-9.]+ ms");
    }

    @Test
    void failsWhenAnAcknowledgedEventDoesNotArrive() throws Exception {
        kafka.then(event -> deliverUnless(event.id().id().endsWith(".7"), event));

        CliRun run = load("--rate", "normal=100", "--json");

        JsonNode level = new JsonMapper().readTree(run.out()).path("levels").path(0);
        assertThat(run.code()).isEqualTo(1);
        assertThat(level.path("acknowledged").asLong()).isEqualTo(20);
        assertThat(level.path("lost").asLong()).isEqualTo(1);
        assertThat(level.path("deliveryMillis").path("p99").asDouble()).isPositive();
    }

    @Test
    void countsAnEventThatIsRoutedTwice() throws Exception {
        kafka.then(
                event -> {
                    deliver(event);
                    if (event.id().id().endsWith(".0")) deliver(event);
                });

        CliRun run = load("--rate", "normal=100", "--json");

        JsonNode level = new JsonMapper().readTree(run.out()).path("levels").path(0);
        assertThat(run.code()).as(run.toString()).isZero();
        assertThat(level.path("repeats").asLong()).isEqualTo(1);
    }

    @Test
    void needsNoGatewayWhenItOnlyPublishes() {
        gateway.close();

        CliRun run = load("--rate", "normal=50", "--publish-only");

        assertThat(run.code()).as(run.toString()).isZero();
        assertThat(run.out()).contains("normal").doesNotContain("Delivered to a subscriber");
    }

    @Test
    void failsWhenKafkaRefuses() {
        kafka.failing(event -> true);

        CliRun run = load("--rate", "normal=50", "--publish-only");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).contains("10 events not acknowledged: no leader.");
    }

    @Test
    void saysThatThereIsNoGateway() {
        gateway.close();

        CliRun run = load("--rate", "normal=50");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.errLines())
                .singleElement()
                .asString()
                .contains("there is no gateway at", "--publish-only");
        assertThat(kafka.published()).isEmpty();
    }

    @Test
    void saysWhichOptionCannotBeUsed() {
        assertUsage("--rate", "urgent=5").contains("--rate: ", "urgent", "critical, high");
        assertUsage("--rate", "normal=0").contains("--rate normal 0: 1 to 1000000");
        assertUsage("--size", "9MiB").contains("--size 9MiB: event.max-bytes");
        assertUsage("--duration", "soon").contains("--duration soon: ");
        assertUsage("--channels", "0").contains("--channels 0: 1 to 1000000 are allowed");
    }

    private AbstractStringAssert<?> assertUsage(String... arguments) {
        CliRun run = load(arguments);
        assertThat(run.code()).isEqualTo(2);
        return assertThat(run.errLines()).singleElement().asString();
    }

    private CliRun load(String... arguments) {
        String[] usual = {"--url", url, "--warm-up", "0s", "--patience", "300ms"};
        String[] duration =
                Stream.of(arguments).anyMatch("--duration"::equals)
                        ? new String[0]
                        : new String[] {"--duration", "200ms"};
        return CliRun.of(
                new LoadCommand((settings, topics) -> kafka),
                Stream.of(usual, duration, arguments).flatMap(Stream::of).toArray(String[]::new));
    }

    private void deliver(Event event) {
        deliverUnless(false, event);
    }

    private void deliverUnless(boolean lost, Event event) {
        if (lost) return;
        String message =
                ScriptedGateway.event(event.channel().name(), event.priority().name(), "{}")
                        .replace("\"id\":\"1\"", "\"id\":\"" + event.id().id() + "\"")
                        .replace("\"/test\"", "\"" + event.id().source() + "\"");
        ScriptedGateway.send(subscriber.join(), message);
    }
}
