package io.eventrouter.gateway.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.gateway.ManualClock;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private final ManualClock clock = new ManualClock();
    private final Backoff backoff = new Backoff(clock);

    @Test
    void waitsTwiceAsLongAfterEachFailureUpToFiveSeconds() {
        long[] millis =
                IntStream.range(0, 8)
                        .mapToLong(
                                i -> {
                                    backoff.failed();
                                    return backoff.remainingNanos() / 1_000_000;
                                })
                        .toArray();

        assertThat(millis).containsExactly(100, 200, 400, 800, 1_600, 3_200, 5_000, 5_000);
    }

    @Test
    void hasNothingLeftWhenTheTimeIsOver() {
        backoff.failed();

        clock.pass(Duration.ofMillis(100));

        assertThat(backoff.remainingNanos()).isZero();
    }

    @Test
    void beginsAnewAfterASuccess() {
        backoff.failed();
        backoff.failed();

        backoff.succeeded();
        assertThat(backoff.remainingNanos()).isZero();
        backoff.failed();

        assertThat(backoff.remainingNanos()).isEqualTo(100_000_000);
    }
}
