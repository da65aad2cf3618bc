package io.eventrouter.benchmarks.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class NumbersTest {
    @Test
    void showsAsManyDigitsAsSaySomething() {
        double[] values = {123456.7, 98.76, 9.876, 0.9876};

        var texts = Arrays.stream(values).mapToObj(Numbers::number);

        assertThat(texts).containsExactly("123,457", "98.8", "9.88", "0.988");
    }

    @Test
    void showsTheRangeOfSeveralRoundsAndNoneOfOne() {
        var several = Optional.of(new Spread(2, 1, 3, 5));
        var one = Optional.of(new Spread(2, 2, 2, 1));

        var texts = new String[] {Numbers.withRange(several), Numbers.withRange(one)};

        assertThat(texts).containsExactly("2.00 (1.00-3.00)", "2.00");
    }

    @Test
    void showsADashForWhatWasNotMeasured() {
        Optional<Spread> nothing = Optional.empty();

        var texts =
                new String[] {
                    Numbers.median(nothing),
                    Numbers.withRange(nothing),
                    Numbers.largest(nothing),
                    Numbers.atLeast(true, OptionalDouble.empty())
                };

        assertThat(texts).containsOnly("-");
    }
}
