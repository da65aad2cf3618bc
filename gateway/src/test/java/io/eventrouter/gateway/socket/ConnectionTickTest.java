package io.eventrouter.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ConnectionTickTest {
    private static final long PERIOD_NANOS = 1_000_000;

    private final AtomicInteger ticks = new AtomicInteger();

    @Test
    void goesOnAfterAnErrorAndIsHealthy() {
        try (var tick = new ConnectionTick(this::failing, System::nanoTime, PERIOD_NANOS)) {
            tick.start();

            await().until(() -> ticks.get() >= 3);

            assertThat(tick.isHealthy()).isTrue();
        }
    }

    @Test
    void isHealthyBeforeItsStartAndAfterItsEnd() {
        var tick = new ConnectionTick(Stream::empty, System::nanoTime, PERIOD_NANOS);
        boolean before = tick.isHealthy();
        tick.start();

        tick.close();

        assertThat(before).isTrue();
        assertThat(tick.isHealthy()).isTrue();
    }

    private Stream<GatewayEndPoint> failing() {
        if (ticks.incrementAndGet() > 2) return Stream.empty();
        throw new OutOfMemoryError("as if");
    }
}
