package io.eventrouter.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.eventrouter.cli.CommandLines;
import io.eventrouter.cli.DeadLettersCommand;
import io.eventrouter.cli.client.ClientListener;
import io.eventrouter.cli.client.ClientSettings;
import io.eventrouter.cli.client.EventClient;
import io.eventrouter.cli.client.ReceivedEvent;
import io.eventrouter.cli.client.ReconnectPolicy;
import io.eventrouter.cli.client.Start;
import io.eventrouter.cli.client.Subscription;
import io.eventrouter.cli.client.Welcome;
import io.eventrouter.event.ChannelPattern;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Acknowledgements over real sockets, through the router, on two gateways. */
@Timeout(300)
@ExtendWith(KafkaFixtureExtension.class)
class AcksIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int ATTEMPTS = 3;

    private final KafkaFixture kafka;
    private Deployment deployment;

    AcksIT(KafkaFixture kafka) {
        this.kafka = kafka;
    }

    @AfterEach
    void stop() {
        if (deployment != null) deployment.close();
    }

    @Test
    void sendsAgainUntilAcknowledgedAndElseKeepsALetterAndTellsTheSession() throws Exception {
        start("ack.timeout=500ms", "ack.longest-wait=500ms", "ack.attempts=" + ATTEMPTS);
        Queue<String> handled = new ConcurrentLinkedQueue<>();
        try (var silent = connect(0, false, null);
                var acking = connect(0, true, null);
                var javaClient = follow(handled)) {
            for (int n = 0; n < 2; n++) {
                publish("critical", n);
                silent.awaitControls("gap", n + 1);
            }
            publish("normal", 2);
            silent.awaitEvents(2 * ATTEMPTS + 1);

            assertThat(ids(silent))
                    .containsExactly(
                            "critical-0",
                            "critical-0",
                            "critical-0",
                            "critical-1",
                            "critical-1",
                            "critical-1",
                            "normal-2");
            JsonNode gap = silent.controls("gap").get(0);
            assertThat(gap.get("reason").asText()).isEqualTo("unacknowledged");
            assertThat(gap.get("position")).isEqualTo(silent.events().get(0).get("position"));
            assertThat(ids(acking)).startsWith("critical-0", "critical-1");
            await().atMost(PATIENCE).until(() -> handled.contains("normal-2"));
            assertThat(handled).containsExactly("critical-0", "critical-1", "normal-2");
            assertThat(javaClient.ended()).isNotDone();
            assertThat(acking.controls("gap")).isEmpty();

            assertThat(letters())
                    .hasSize(2)
                    .allSatisfy(
                            letter ->
                                    assertThat(letter)
                                            .contains("\"reason\":\"unacknowledged\"")
                                            .contains("sent 3 times to session " + silent.session())
                                            .contains(".critical\""));
        }
    }

    @Test
    void aClientThatComesBackWithItsCursorIsSentAgainWhatItDidNotAcknowledge() throws Exception {
        start("session.checkpoint-interval=200ms", "cursor.key=the same on both gateways");
        String cursor;
        try (var client = connect(0, false, null)) {
            publish("critical", 0);
            publish("high", 1);
            for (JsonNode event : client.awaitEvents(2))
                if (event.get("id").asText().equals("high-1")) client.acknowledge(event);
            for (int n = 2; n < 6; n++) {
                publish("low", n);
                client.awaitEvents(n + 1);
            }
            cursor = client.cursor();
        }

        try (var back = connect(1, true, cursor)) {
            await().atMost(PATIENCE).until(() -> ids(back).contains("critical-0"));
            assertThat(ids(back)).doesNotHaveDuplicates();
        }
    }

    private void start(String... overrides) {
        deployment = Deployment.of(kafka.settings(overrides));
        deployment.withRouter().withGateway().withGateway();
    }

    private AckingClient connect(int gateway, boolean acknowledges, String cursor) {
        return AckingClient.connect(deployment.socket(gateway), "orders.*", acknowledges, cursor);
    }

    /** The client of ours, on the other gateway. */
    private EventClient follow(Queue<String> handled) {
        var subscription =
                new Subscription(new ChannelPattern("orders.*"), Optional.empty(), Start.NOW, true);
        var ready = new CompletableFuture<Void>();
        var client =
                new EventClient(
                        new ClientSettings(
                                deployment.socket(1),
                                List.of(subscription),
                                PATIENCE,
                                ReconnectPolicy.NEVER),
                        new ClientListener() {
                            @Override
                            public void onEvent(ReceivedEvent event) {
                                handled.add(event.id());
                            }

                            @Override
                            public void onReady(Welcome welcome) {
                                ready.complete(null);
                            }
                        });
        client.start();
        ready.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        return client;
    }

    private void publish(String level, int number) throws Exception {
        var priorities = deployment.settings().levels().priorities();
        deployment
                .publisher()
                .publish(TestEvents.numbered(priorities, level, "orders.eu", number))
                .get(30, TimeUnit.SECONDS);
    }

    private static List<String> ids(AckingClient client) {
        return client.events().stream().map(e -> e.get("id").asText()).toList();
    }

    /** As {@code event-router dead-letters list --json} prints them. */
    private List<String> letters() {
        var out = new StringWriter();
        var arguments = new ArrayList<String>(List.of("list", "--json"));
        arguments.add("--kafka=" + deployment.settings().kafka().bootstrapServers());
        arguments.add("--set=topics.prefix=" + deployment.settings().topics().prefix());
        int exitCode =
                CommandLines.of(new DeadLettersCommand())
                        .setOut(new PrintWriter(out))
                        .execute(arguments.toArray(String[]::new));
        assertThat(exitCode).isZero();
        return out.toString().lines().toList();
    }
}
