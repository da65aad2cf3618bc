package io.eventrouter.benchmarks.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class SpreadTest {
    @Test
    void takesTheMiddleOfAnOddNumber() {
        var values = DoubleStream.of(9, 1, 5);

        var spread = Spread.of(values);

        assertThat(spread).contains(new Spread(5, 1, 9, 3));
    }

    @Test
    void goesHalfwayBetweenTheMiddleTwoOfAnEvenNumber() {
        var values = DoubleStream.of(9, 1, 5, 2);

        var spread = Spread.of(values);

        assertThat(spread).contains(new Spread(3.5, 1, 9, 4));
    }

    @Test
    void isEmptyWithoutValues() {
        var values = DoubleStream.empty();

        var spread = Spread.of(values);

        assertThat(spread).isEmpty();
    }
}
