package io.eventrouter.benchmarks.merge.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ArrivalsTest {
    private final Arrivals arrivals = new Arrivals(10);

    @Test
    void keepTheFirstArrivalOfARepeatedEvent() {
        arrivals.arrived(3, 50);

        arrivals.arrived(3, 900);

        assertThat(arrivals.delays(3, 4)).containsExactly(50);
    }

    @Test
    void knowWhatHasNotArrived() {
        arrivals.arrived(4, 7);
        arrivals.arrived(6, 8);

        long[] delays = arrivals.delays(4, 7);

        assertThat(delays).containsExactly(7, 0, 8);
        assertThat(arrivals.all(4, 7)).isFalse();
        assertThat(arrivals.all(6, 7)).isTrue();
    }

    @Test
    void countAnArrivalWithinOneTickOfTheClock() {
        arrivals.arrived(0, 0);

        assertThat(arrivals.all(0, 1)).isTrue();
    }

    @Test
    void ignoreNumbersThatNobodyAskedFor() {
        arrivals.arrived(10, 5);

        assertThat(arrivals.any()).isFalse();
    }
}
