package io.eventrouter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class OrderlyStopTest {
    private final AtomicBoolean stopped = new AtomicBoolean();

    @Test
    void returnsWhatTheCommandReturnsWhenNothingStopsIt() {
        int code = OrderlyStop.run(() -> 5, () -> stopped.set(true));

        assertThat(code).isEqualTo(5);
        assertThat(stopped).isFalse();
    }

    @Test
    void letsTheCommandsOwnFailureThrough() {
        var failure = new CommandFailure(1, "no");

        assertThatThrownBy(
                        () ->
                                OrderlyStop.run(
                                        () -> {
                                            throw failure;
                                        },
                                        () -> stopped.set(true)))
                .isSameAs(failure);
    }
}
