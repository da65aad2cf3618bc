package io.eventrouter.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class StopSignalTest {
    private final CompletableFuture<Integer> ended = new CompletableFuture<>();

    @Test
    void isNotThereUntilTheProcessIsToldToStop() {
        var signal = signal(Duration.ofSeconds(15));

        boolean stopped = signal.await(Duration.ZERO);

        assertThat(stopped).isFalse();
        assertThat(ended).isNotDone();
    }

    @Test
    void endsTheProcessWithTheCodeOfTheMainThreadOnceThatHasFinished() throws Exception {
        var signal = signal(Duration.ofSeconds(15));
        var hook = new Thread(signal::onShutdown);
        hook.start();

        boolean stopped = signal.await(Duration.ofSeconds(15));
        signal.finished(0);

        assertThat(stopped).isTrue();
        assertThat(ended.get(15, TimeUnit.SECONDS)).isZero();
        hook.join();
    }

    @Test
    void keepsTheCodeOfAProcessThatEndsByItself() {
        var signal = signal(Duration.ofSeconds(15));
        signal.finished(1);

        signal.onShutdown();

        assertThat(ended).isCompletedWithValue(1);
    }

    @Test
    void doesNotWaitForEverForAMainThreadThatHangs() {
        var signal = signal(Duration.ofMillis(1));

        signal.onShutdown();

        assertThat(ended).isCompletedWithValue(1);
    }

    private StopSignal signal(Duration patience) {
        return new StopSignal(patience, ended::complete);
    }
}
