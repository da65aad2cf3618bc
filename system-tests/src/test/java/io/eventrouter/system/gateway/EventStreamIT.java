package io.eventrouter.system.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventrouter.config.Settings;
import io.eventrouter.gateway.Gateway;
import io.eventrouter.system.EventStream;
import io.eventrouter.system.KafkaFixture;
import io.eventrouter.system.KafkaFixtureExtension;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Event streams of real gateways: resuming, falling behind, draining. */
@Timeout(240)
@ExtendWith(KafkaFixtureExtension.class)
class EventStreamIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String NOWHERE = "";

    @Test
    void goesOnAtAnotherGatewayWhereItsIdSays(KafkaFixture kafka) throws Exception {
        try (var stage = new GatewayStage(settings(kafka))) {
            Gateway first = stage.startGateway();
            Gateway second = stage.startGateway();
            EventStream stream = EventStream.open(first.port(), "channel=a", NOWHERE);
            stream.awaitNamed("subscribed");
            String id = stream.lastEventId();
            route(stage, 0, 10);
            stream.awaitEvents(10);
            id = stream.awaitIdOtherThan(id);
            stream.close();
            route(stage, 10, 20);

            try (var back = EventStream.open(second.port(), "channel=a", id)) {
                assertThat(back.awaitNamed("subscribed").get("recovered").asBoolean()).isTrue();
                route(stage, 20, 30);
                assertThat(back.awaitEvents(20)).containsExactlyElementsOf(ids(10, 30));
            }
        }
    }

    /**
     * Wherever a client is cut off, also while it catches up: with its last id it misses nothing.
     */
    @Test
    void givesNoIdAheadOfWhatHasBeenSent(KafkaFixture kafka) throws Exception {
        try (var stage = new GatewayStage(settings(kafka, "session.checkpoint-interval=100ms"))) {
            Gateway gateway = stage.startGateway();
            EventStream stream = EventStream.open(gateway.port(), "channel=a", NOWHERE);
            stream.awaitNamed("subscribed");
            stream.close();
            route(stage, 0, 3_000);

            try (var back =
                    EventStream.open(gateway.port(), "channel=b&channel=a", stream.lastEventId())) {
                back.awaitEvents(3_000);
                back.awaitIdOtherThan(stream.lastEventId());
                route(stage, 3_000, 3_001);

                for (EventStream.Mark mark : back.marks())
                    assertThat(sentWith(gateway, mark.id())).containsAll(ids(mark.events(), 3_001));
            }
        }
    }

    private static List<String> sentWith(Gateway gateway, String id) throws Exception {
        try (var stream = EventStream.open(gateway.port(), "channel=a", id)) {
            await().atMost(PATIENCE).until(() -> stream.awaitEvents(1).contains("a-normal-3000"));
            return stream.awaitEvents(1);
        }
    }

    @Test
    void beginsInThePast(KafkaFixture kafka) throws Exception {
        try (var stage = new GatewayStage(settings(kafka))) {
            Gateway gateway = stage.startGateway();
            route(stage, 0, 10);

            try (var stream =
                    EventStream.open(gateway.port(), "channel=a&since=earliest", NOWHERE)) {
                assertThat(stream.awaitEvents(10)).containsExactlyElementsOf(ids(0, 10));
            }
        }
    }

    @Test
    void tellsAClientWhoseIdIsNoneAndGivesItANewOne(KafkaFixture kafka) throws Exception {
        try (var stage = new GatewayStage(settings(kafka))) {
            Gateway gateway = stage.startGateway();

            try (var stream = EventStream.open(gateway.port(), "channel=a", "foreign")) {
                assertThat(stream.awaitNamed("subscribed").get("recovered").asBoolean()).isFalse();
                String id = stream.awaitIdOtherThan("foreign");
                route(stage, 0, 5);
                assertThat(stream.awaitEvents(5)).containsExactlyElementsOf(ids(0, 5));
                try (var back = EventStream.open(gateway.port(), "channel=a", id)) {
                    assertThat(back.awaitEvents(5)).containsExactlyElementsOf(ids(0, 5));
                }
            }
        }
    }

    @Test
    void leavesOutWhatIsLessUrgentThanAsked(KafkaFixture kafka) throws Exception {
        try (var stage = new GatewayStage(settings(kafka))) {
            Gateway gateway = stage.startGateway();
            try (var stream =
                    EventStream.open(gateway.port(), "channel=*&minPriority=high", NOWHERE)) {
                stream.awaitNamed("subscribed");
                for (String level : List.of("low", "normal", "high", "critical"))
                    stage.route(level, "a", 1);
                stage.route("high", "a", 2);
                stage.flush();

                assertThat(stream.awaitEvents(3))
                        .containsExactlyInAnyOrder("a-high-1", "a-critical-1", "a-high-2");
            }
        }
    }

    @Test
    void cutsAClientThatReadsNothingAndHoldsNoMoreForItThanItsBound(KafkaFixture kafka)
            throws Exception {
        var registry = new SimpleMeterRegistry();
        String filling = "x".repeat(10_000);
        try (var stage = new GatewayStage(settings(kafka, "session.queue-bytes=1MiB"))) {
            Gateway gateway = stage.startGateway(registry);
            try (var client = new Socket()) {
                client.setReceiveBufferSize(4096);
                client.connect(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), gateway.port()));
                client.getOutputStream()
                        .write(
                                "GET /sse?channel=a HTTP/1.1\r\nHost: localhost\r\n\r\n"
                                        .getBytes(US_ASCII));
                await().atMost(PATIENCE).until(() -> subscriptions(registry) == 1);

                var queued = new ArrayList<Double>();
                for (int n = 0; n < 600; n++) {
                    stage.route("high", "a", n, filling);
                    if (n % 50 == 0) stage.flush();
                    queued.add(registry.get("eventrouter.gateway.queue.bytes").gauge().value());
                }

                await().atMost(PATIENCE).until(() -> slowConsumers(registry) == 1);
                assertThat(queued).allMatch(bytes -> bytes <= (1 << 20) + 20_000);
                await().atMost(PATIENCE).until(() -> subscriptions(registry) == 0);
            }
        }
    }

    private static double subscriptions(SimpleMeterRegistry registry) {
        return registry.get("eventrouter.gateway.subscriptions").gauge().value();
    }

    private static double slowConsumers(SimpleMeterRegistry registry) {
        Counter counter =
                registry.find("eventrouter.gateway.closes")
                        .tag("transport", "sse")
                        .tag("reason", "slow-consumer")
                        .counter();
        return counter == null ? 0 : counter.count();
    }

    @Test
    void tellsItsClientsWhenToComeBackAndHasThemMissNothing(KafkaFixture kafka) throws Exception {
        try (var stage = new GatewayStage(settings(kafka, "gateway.drain-timeout=5s"))) {
            Gateway leaving = stage.startGateway();
            Gateway staying = stage.startGateway();
            EventStream stream = EventStream.open(leaving.port(), "channel=a", NOWHERE);
            stream.awaitNamed("subscribed");
            route(stage, 0, 10);
            stream.awaitEvents(10);

            leaving.close();

            assertThat(stream.awaitNamed("reconnect").get("reason").asText()).isEqualTo("draining");
            assertThat(stream.awaitNamed("close").get("reason").asText()).isEqualTo("draining");
            stream.awaitEnd();
            route(stage, 10, 20);
            String id = stream.lastEventId();
            try (var back = EventStream.open(staying.port(), "channel=a", id)) {
                assertThat(back.awaitEvents(10)).containsExactlyElementsOf(ids(10, 20));
            }
        }
    }

    private static Settings settings(KafkaFixture kafka, String... more) {
        var all = new ArrayList<>(List.of(more));
        all.add("cursor.key=the same on all gateways");
        return kafka.settings(all.toArray(new String[0]));
    }

    private static void route(GatewayStage stage, int first, int end) {
        for (int n = first; n < end; n++) stage.route("normal", "a", n);
        stage.flush();
    }

    private static List<String> ids(int first, int end) {
        return IntStream.range(first, end).mapToObj(n -> "a-normal-" + n).toList();
    }
}
