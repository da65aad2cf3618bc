package io.eventrouter.gateway.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class WakeupTest {
    private static final int ROUNDS = 30_000;

    private final Wakeup wakeup = new Wakeup();

    @Test
    void doesNotSleepWhenThereIsWork() {
        wakeup.sleep(() -> true, Long.MAX_VALUE);
    }

    @Test
    void sleepsNoLongerThanItMay() {
        wakeup.sleep(() -> false, 1);
    }

    /** Work comes exactly when the other thread goes to sleep, again and again. */
    @Test
    void losesNoSignalBetweenTheLastLookForWorkAndTheSleep() {
        var posted = new AtomicInteger();
        var taken = new AtomicInteger();
        var sleeper =
                CompletableFuture.runAsync(
                        () -> {
                            while (taken.get() < ROUNDS) {
                                if (taken.get() < posted.get()) taken.incrementAndGet();
                                else
                                    wakeup.sleep(
                                            () -> taken.get() < posted.get(),
                                            TimeUnit.MINUTES.toNanos(10));
                            }
                        });

        for (int round = 1; round <= ROUNDS; round++) {
            posted.set(round);
            wakeup.signal();
            while (taken.get() < round && !sleeper.isDone()) Thread.onSpinWait();
        }

        assertThat(sleeper).succeedsWithin(Duration.ofSeconds(10));
    }
}
