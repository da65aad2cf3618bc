package io.eventrouter.cli.load;

import static io.eventrouter.cli.load.LoadPlans.CRITICAL;
import static io.eventrouter.cli.load.LoadPlans.plan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LevelTallyTest {
    private static final long MILLI = 1_000_000;

    private final LevelTally tally = new LevelTally(plan(10, 0, Duration.ofSeconds(1)), CRITICAL);

    @Test
    void measuresFromWhenAnEventWasDueAndNotFromWhenItWasSent() {
        // The third, due at 200 ms, was held up with its sender.
        tally.acknowledged(2, 900 * MILLI);

        assertThat((double) figures().acknowledgement().max())
                .isCloseTo(700 * MILLI, within(MILLI * 1.0));
    }

    @Test
    void countsAnEventThatCameTwiceOnceAndAsARepeat() {
        tally.delivered(3, 300 * MILLI);
        tally.delivered(3, 310 * MILLI);

        assertThat(figures().delivered()).isEqualTo(1);
        assertThat(figures().repeats()).isEqualTo(1);
        assertThat(figures().delivery().count()).isEqualTo(1);
    }

    @Test
    void knowsWhichAcknowledgedEventsDidNotArrive() {
        tally.acknowledged(0, MILLI);
        tally.acknowledged(1, MILLI);
        tally.delivered(1, MILLI);
        tally.delivered(9, MILLI); // delivered, though nobody heard of its acknowledgement

        assertThat(figures().undelivered()).isEqualTo(1);
    }

    @Test
    void passesOverNumbersThatWereNotSent() {
        tally.delivered(-1, MILLI);
        tally.delivered(10, MILLI);

        assertThat(figures().delivered()).isZero();
    }

    @Test
    void doesNotMeasureTheWarmUp() {
        var warm =
                new LevelTally(
                        plan(10, 0, Duration.ofSeconds(1), Duration.ofSeconds(1), 64), CRITICAL);

        warm.acknowledged(9, 990 * MILLI);
        warm.acknowledged(10, 1_001 * MILLI);

        LevelFigures figures = warm.figures(true);
        assertThat(figures.acknowledged()).isEqualTo(2);
        assertThat(figures.acknowledgement().count()).isEqualTo(1);
    }

    private LevelFigures figures() {
        return tally.figures(true);
    }
}
