package io.eventrouter.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RoundsTest {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final Interest interest = new Interest(nanos::get);
    private final CountingRound round = new CountingRound();

    @Test
    void readsNothingWhileNobodyLooks() {
        turns(100);

        assertThat(round.reads).isZero();
        assertThat(round.rests).isEqualTo(100);
    }

    @Test
    void readsAtOnceWhenSomebodyBeginsToLookAndThenEveryTwoSeconds() {
        interest.asked();

        turns(17);

        assertThat(round.reads).isEqualTo(3);
        assertThat(round.rests).isZero();
    }

    @Test
    void restsOnceNobodyHasLookedForTenSeconds() {
        interest.asked();
        turns(1);
        nanos.addAndGet(Duration.ofSeconds(10).toNanos());
        turns(1);
        assertThat(round.rests).isZero();

        nanos.addAndGet(1);
        turns(1);

        assertThat(round.rests).isEqualTo(1);
    }

    @Test
    void goesOnAfterAFailure() {
        round.fails = true;
        interest.asked();

        turns(9);

        assertThat(round.reads).isEqualTo(2);
    }

    @Test
    void letsGoOfItsConnectionsAtTheEnd() throws InterruptedException {
        var rounds = new Rounds(interest, List.of(round));
        rounds.start();

        rounds.close();
        rounds.close();

        assertThat(round.rested.await(30, TimeUnit.SECONDS)).isTrue();
    }

    private final Rounds.Turn turn = new Rounds.Turn(round, interest);

    private void turns(int count) {
        for (int i = 0; i < count; i++) turn.run();
    }

    private static final class CountingRound implements Round {
        private final CountDownLatch rested = new CountDownLatch(1);
        private int reads;
        private int rests;
        private boolean fails;

        @Override
        public String name() {
            return "counting";
        }

        @Override
        public void read() {
            reads++;
            if (fails) throw new IllegalStateException("on purpose");
        }

        @Override
        public void rest() {
            rests++;
            rested.countDown();
        }
    }
}
