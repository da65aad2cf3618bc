package io.eventrouter.benchmarks.merge.figure;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.benchmarks.figure.Figure;
import io.eventrouter.benchmarks.figure.Figures;
import io.eventrouter.benchmarks.figure.Metric;
import io.eventrouter.benchmarks.figure.Outcome;
import io.eventrouter.benchmarks.merge.variant.Variant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TargetsTest {
    private static final Metric UNLOADED = Metrics.delay(Load.UNLOADED, 99);
    private static final Metric FLOODED = Metrics.delay(Load.FLOODED, 99);

    private final Figures<Variant> figures = new Figures<>();

    @Test
    void areNotMeasuredWithoutFigures() {
        var nothing = new Figures<Variant>();

        List<Outcome> outcomes = Targets.of(nothing, Variant.ROUTER);

        assertThat(outcomes).hasSize(8).allSatisfy(o -> assertThat(o.met()).isEmpty());
    }

    @Test
    void holdThroughputAgainstTheBetterFloor() {
        add(Metrics.CPU_EFFICIENCY, Variant.STREAMS, 90);
        add(Metrics.CPU_EFFICIENCY, Variant.STREAMS_TUNED, 100);
        add(Metrics.CPU_EFFICIENCY, Variant.ROUTER, 94);

        Outcome outcome = outcome("events per CPU-second");

        assertThat(outcome.met()).contains(false);
        assertThat(outcome.measured()).isEqualTo("0.940");
    }

    @Test
    void takeTheWorstRoundForShares() {
        figures.add(new Figure<>(Metrics.SHARE_ERROR, Variant.ROUTER, 1, 0.1));
        figures.add(new Figure<>(Metrics.SHARE_ERROR, Variant.ROUTER, 2, 0.1));
        figures.add(new Figure<>(Metrics.SHARE_ERROR, Variant.ROUTER, 3, 1.2));

        Outcome outcome = outcome("worst window of shares, all levels weighted");

        assertThat(outcome.met()).contains(false);
    }

    @Test
    void askForADelayUnderFloodBelowThatOfEveryRival() {
        add(FLOODED, Variant.ROUTER, 30);
        add(FLOODED, Variant.COPY, 500);
        add(FLOODED, Variant.STRICT, 29);

        Outcome outcome = outcome("critical p99 under the flood");

        assertThat(outcome.met()).contains(false);
    }

    @Test
    void doNotCountTheFloorAmongTheRivals() {
        add(FLOODED, Variant.ROUTER, 30);
        add(FLOODED, Variant.STREAMS, 1);
        add(FLOODED, Variant.SPLIT, 31);

        Outcome outcome = outcome("critical p99 under the flood");

        assertThat(outcome.met()).contains(true);
    }

    @Test
    void compareFloodedWithUnloadedWithinRounds() {
        add(UNLOADED, Variant.ROUTER, 10);
        add(FLOODED, Variant.ROUTER, 20);

        Outcome outcome = outcome("critical p99, flooded to unloaded");

        assertThat(outcome.met()).isEqualTo(Optional.of(true));
    }

    private Outcome outcome(String beginning) {
        return Targets.of(figures, Variant.ROUTER).stream()
                .filter(o -> o.target().startsWith(beginning))
                .findFirst()
                .orElseThrow();
    }

    private void add(Metric metric, Variant variant, double value) {
        figures.add(new Figure<>(metric, variant, 1, value));
    }
}
