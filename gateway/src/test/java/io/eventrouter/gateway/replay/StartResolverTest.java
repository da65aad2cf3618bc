package io.eventrouter.gateway.replay;

import static io.eventrouter.gateway.RoutedRecords.PUBLISHED_MILLIS;
import static io.eventrouter.gateway.RoutedRecords.routed;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.gateway.ManualClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StartResolverTest {
    private final ManualClock clock = new ManualClock();
    private final RoutedLog log = new RoutedLog(2, 10);
    private final LogThreads threads =
            new LogThreads(log, 2, new ReplayMeters(new SimpleMeterRegistry()), clock);
    private final List<ReplayStart> answers = new ArrayList<>();

    StartResolverTest() {
        for (int i = 0; i < 10; i++) log.add(routed(1, i, "low", "a"));
        log.truncate(1, 4);
    }

    @Test
    void findsACursorWholeThatIsWithinTheLog() {
        ask(new StartFrom.Offsets(new long[] {0, 4}));

        assertThat(answers.get(0).next()).containsExactly(0, 4);
        assertThat(answers.get(0).lost()).isZero();
    }

    @Test
    void tellsWhatIsGoneBehindACursor() {
        ask(new StartFrom.Offsets(new long[] {0, 1}));

        assertThat(answers.get(0).next()).containsExactly(0, 4);
        assertThat(answers.get(0).lost()).isEqualTo(3);
    }

    @Test
    void knowsNoCursorFromBehindTheEnd() {
        ask(new StartFrom.Offsets(new long[] {0, 11}));

        assertThat(answers.get(0).isKnown()).isFalse();
    }

    @Test
    void findsTimesAndTheFirstEvent() {
        clock.pass(Duration.ofSeconds(2));

        ask(new StartFrom.Earliest());
        ask(new StartFrom.Ago(3_000));
        ask(new StartFrom.Ago(500));
        ask(new StartFrom.Time(PUBLISHED_MILLIS));
        ask(new StartFrom.Time(-1));

        assertThat(answers)
                .extracting(start -> start.next()[1])
                .containsExactly(4L, 4L, 10L, 4L, 4L);
    }

    @Test
    void keepsTheQuestionsWhileKafkaIsAway() {
        log.away(true);
        ask(new StartFrom.Earliest());
        assertThat(answers).isEmpty();

        log.away(false);
        clock.pass(Duration.ofSeconds(10));
        threads.step(0);

        assertThat(answers).hasSize(1);
    }

    private void ask(StartFrom from) {
        threads.ask(new StartRequest(new Direct(), from, answers::add));
        threads.step(0);
    }

    /** Runs at once. */
    private static final class Direct implements ReplayHost {
        @Override
        public void post(Runnable task) {
            task.run();
        }

        @Override
        public void opened(ScanWindow window) {
            throw new AssertionError("nobody scans");
        }
    }
}
