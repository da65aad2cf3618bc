package io.eventrouter.gateway.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DutyThreadTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @Test
    void repeatsItsDutyUntilItIsStopped() {
        var duty = new CountedDuty();
        var thread = new DutyThread("test", duty);
        thread.start();
        Awaitility.await().atMost(LIMIT).until(() -> duty.steps.get() > 3);

        thread.stop();

        assertThat(thread.join(LIMIT)).isTrue();
        assertThat(thread.isHealthy()).isTrue();
        assertThat(duty.ends).hasValue(1);
    }

    @Test
    void showsThatAFailureHasEndedIt() {
        var duty = new CountedDuty();
        duty.failure = new AssertionError("a fault of ours");
        var thread = new DutyThread("test", duty);

        thread.start();

        assertThat(thread.join(LIMIT)).isTrue();
        assertThat(thread.isHealthy()).isFalse();
        assertThat(duty.ends).hasValue(1);
    }

    @Test
    void hasEndedWhenItNeverBegan() {
        var thread = new DutyThread("test", new CountedDuty());

        thread.stop();

        assertThat(thread.join(LIMIT)).isTrue();
    }

    @Test
    void doesNotWaitForLongerThanTheLimit() {
        var release = new CountDownLatch(1);
        var duty = new CountedDuty();
        duty.blocker = release;
        var thread = new DutyThread("test", duty);
        thread.start();
        Awaitility.await().atMost(LIMIT).until(() -> duty.steps.get() > 0);

        thread.stop();

        assertThat(thread.join(Duration.ofMillis(1))).isFalse();
        release.countDown();
        assertThat(thread.join(LIMIT)).isTrue();
    }

    private static final class CountedDuty implements DutyThread.Duty {
        private final AtomicInteger steps = new AtomicInteger();
        private final AtomicInteger ends = new AtomicInteger();
        private volatile Error failure;
        private volatile CountDownLatch blocker;

        @Override
        public int step() {
            int step = steps.incrementAndGet();
            if (failure != null) throw failure;
            if (blocker != null) await(blocker);
            return step % 2;
        }

        private static void await(CountDownLatch latch) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void idle() {
            LockSupport.parkNanos(1_000);
        }

        @Override
        public void wake() {}

        @Override
        public void ended() {
            ends.incrementAndGet();
        }
    }
}
