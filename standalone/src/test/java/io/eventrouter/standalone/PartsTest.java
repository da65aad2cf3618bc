package io.eventrouter.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class PartsTest {
    private final List<String> stopped = new ArrayList<>();
    private final AtomicBoolean gatewayAlive = new AtomicBoolean(true);
    private final AtomicBoolean gatewayReady = new AtomicBoolean();
    private final AtomicBoolean stopRequested = new AtomicBoolean();
    private final Parts parts = new Parts(stopRequested::get);

    @Test
    void areStoppedInTheOppositeOrder() {
        addBrokerAndGateway();

        parts.close();

        assertThat(stopped).containsExactly("gateway", "broker");
    }

    @Test
    void areStoppedEvenWhenOneOfThemFailsTo() {
        addBrokerAndGateway();
        parts.add(
                Part.readyAtOnce(
                        "stubborn",
                        () -> true,
                        () -> {
                            throw new IllegalStateException("no");
                        }));

        parts.close();

        assertThat(stopped).containsExactly("gateway", "broker");
    }

    @Test
    void areReadyWhenTheLastOneIs() {
        addBrokerAndGateway();
        parts.complete();
        boolean before = parts.isReady();

        gatewayReady.set(true);

        assertThat(before).isFalse();
        assertThat(parts.isReady()).isTrue();
    }

    @Test
    void areNotReadyWhileMoreAreToCome() {
        addBrokerAndGateway();

        gatewayReady.set(true);

        assertThat(parts.isReady()).isFalse();
    }

    @Test
    void areNotReadyOnceTheyStop() {
        addBrokerAndGateway();
        gatewayReady.set(true);
        parts.complete();

        parts.close();

        assertThat(parts.isReady()).isFalse();
        assertThat(parts.isAlive()).isTrue();
    }

    @Test
    void sayWhichOneFailed() {
        addBrokerAndGateway();

        gatewayAlive.set(false);

        assertThat(parts.isAlive()).isFalse();
        assertThat(parts.failed()).hasValue("gateway");
    }

    private void addBrokerAndGateway() {
        parts.add(Part.readyAtOnce("broker", () -> true, () -> stopped.add("broker")));
        parts.add(
                new Part(
                        "gateway",
                        gatewayAlive::get,
                        gatewayReady::get,
                        () -> stopped.add("gateway")));
    }
}
