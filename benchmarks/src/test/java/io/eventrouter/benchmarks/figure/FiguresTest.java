package io.eventrouter.benchmarks.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.eventrouter.benchmarks.merge.figure.Metrics;
import io.eventrouter.benchmarks.merge.variant.Variant;
import org.junit.jupiter.api.Test;

class FiguresTest {
    private static final Metric METRIC = Metrics.THROUGHPUT;

    private final Figures<Variant> figures = new Figures<>();

    @Test
    void dividesByTheBestOfTheOthersOfTheSameRound() {
        add(Variant.STREAMS, 100, 400);
        add(Variant.STREAMS_TUNED, 200, 300);
        add(Variant.ROUTER, 180, 200);

        var ratio = figures.ratioToBest(METRIC, Variant.ROUTER, Variant::floor);

        assertThat(ratio).contains(new Spread(0.7, 0.5, 0.9, 2));
    }

    @Test
    void leavesOutRoundsInWhichOneIsMissing() {
        add(Variant.STREAMS, 100);
        add(Variant.ROUTER, 90, 10);

        var ratio = figures.ratioToBest(METRIC, Variant.ROUTER, Variant::floor);

        assertThat(ratio).contains(new Spread(0.9, 0.9, 0.9, 1));
    }

    @Test
    void dividesOneMetricByAnotherWithinRounds() {
        add(Variant.SPLIT, 10, 40);
        figures.add(new Figure<>(Metrics.OTHERS_THROUGHPUT, Variant.SPLIT, 1, 5));
        figures.add(new Figure<>(Metrics.OTHERS_THROUGHPUT, Variant.SPLIT, 2, 10));

        var ratio = figures.ratio(Metrics.OTHERS_THROUGHPUT, METRIC, Variant.SPLIT);

        assertThat(ratio).contains(new Spread(0.375, 0.25, 0.5, 2));
    }

    @Test
    void hasNoRatioToWhatWasNotMeasured() {
        add(Variant.ROUTER, 90);

        var ratio = figures.ratioToBest(METRIC, Variant.ROUTER, Variant::floor);

        assertThat(ratio).isEmpty();
    }

    @Test
    void refusesWhatIsNotANumber() {
        var figure = new Figure<>(METRIC, Variant.COPY, 1, Double.NaN);

        assertThatIllegalArgumentException().isThrownBy(() -> figures.add(figure));
    }

    @Test
    void namesVariantsInTheirOwnOrder() {
        add(Variant.ROUTER, 1);
        add(Variant.STREAMS, 1);

        var variants = figures.subjects();

        assertThat(variants).containsExactly(Variant.STREAMS, Variant.ROUTER);
    }

    private void add(Variant variant, double... byRound) {
        for (int i = 0; i < byRound.length; i++)
            figures.add(new Figure<>(METRIC, variant, i + 1, byRound[i]));
    }
}
