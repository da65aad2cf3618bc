package io.eventrouter.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DispatchFiguresTest {
    private final DispatchFigures figures = new DispatchFigures(2);

    @Test
    void givesWhatPassedSinceItWasTakenLast() {
        figures.dispatched(0, 5);
        figures.take();
        figures.dispatched(0, 7);
        figures.dispatched(1, 9);
        figures.dispatched(1, 9);

        List<Histogram> taken = figures.take();

        assertThat(taken.get(0).getTotalCount()).isEqualTo(1);
        assertThat(taken.get(0).getMaxValue()).isEqualTo(7);
        assertThat(taken.get(1).getTotalCount()).isEqualTo(2);
    }

    @Test
    void takesAClockThatIsAheadForNoDelayAndAnAgeForADay() {
        figures.dispatched(0, -50);
        figures.dispatched(1, Long.MAX_VALUE);

        List<Histogram> taken = figures.take();

        assertThat(taken.get(0).getMaxValue()).isZero();
        assertThat(taken.get(1).getMaxValue()).isBetween(86_000_000L, 87_000_000L);
    }

    @Test
    void losesNothingWhileOneRecordsAndAnotherTakes() {
        var recorded =
                CompletableFuture.runAsync(
                        () -> {
                            for (int i = 0; i < 200_000; i++) figures.dispatched(0, i % 100);
                        });

        long taken = 0;
        while (!recorded.isDone()) taken += figures.take().get(0).getTotalCount();
        recorded.join();
        taken += figures.take().get(0).getTotalCount();

        assertThat(taken).isEqualTo(200_000);
    }
}
