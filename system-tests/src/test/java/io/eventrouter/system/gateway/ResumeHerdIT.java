package io.eventrouter.system.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.gateway.Gateway;
import io.eventrouter.system.KafkaFixture;
import io.eventrouter.system.KafkaFixtureExtension;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Everybody resumes at once on a gateway that has just started and has nothing in memory. */
@Timeout(400)
@ExtendWith(KafkaFixtureExtension.class)
class ResumeHerdIT {
    private static final int CLIENTS = 1_000;
    private static final int CHANNELS = 100;
    private static final int MISSED = 10_000;

    @Test
    void readsTheLogAFewTimesForAThousandSessions(KafkaFixture kafka) {
        var settings = kafka.settings("cursor.key=the same after a restart");
        var registry = new SimpleMeterRegistry();
        var port = new AtomicInteger();
        try (var stage = new GatewayStage(settings);
                var herd = new Herd()) {
            Gateway first = stage.startGateway();
            port.set(first.port());
            herd.addAll(CLIENTS, port::get, i -> "c" + i % CHANNELS).connect();
            herd.leave();
            first.close();
            for (int i = 0; i < MISSED; i++) stage.route("low", "c" + i % CHANNELS, i);
            stage.flush();

            port.set(stage.startGateway(registry).port());
            herd.comeBack();
            long mostWaiting = mostWaitingUntilAllSeen(herd, registry);

            herd.awaitSeen(MISSED / CHANNELS);
            herd.assertNothingLost();
            assertThat(sum(registry, "eventrouter.gateway.replay.records"))
                    .as("records read from Kafka")
                    .isBetween((double) MISSED, MISSED * CLIENTS / 20.0);
            assertThat(mostWaiting).isLessThanOrEqualTo(CLIENTS * 64L);
        }
    }

    private static long mostWaitingUntilAllSeen(Herd herd, SimpleMeterRegistry registry) {
        var most = new AtomicLong();
        Awaitility.await("recovery")
                .atMost(Duration.ofSeconds(150))
                .pollInterval(Duration.ofMillis(20))
                .until(
                        () -> {
                            most.accumulateAndGet(waiting(registry), Math::max);
                            return herd.clients().allMatch(c -> c.seen() >= MISSED / CHANNELS);
                        });
        return most.get();
    }

    private static long waiting(SimpleMeterRegistry registry) {
        return (long) registry.get("eventrouter.gateway.queue.events").gauge().value();
    }

    private static double sum(SimpleMeterRegistry registry, String meter) {
        return registry.get(meter).counters().stream().mapToDouble(Counter::count).sum();
    }
}
