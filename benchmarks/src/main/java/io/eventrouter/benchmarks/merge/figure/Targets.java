package io.eventrouter.benchmarks.merge.figure;

import io.eventrouter.benchmarks.merge.variant.Variant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** What the merge is to reach, against what this run has measured. Stateless. */
final class Targets {
    private static final double THROUGHPUT_TO_FLOOR = 0.95;
    private static final double SHARE_POINTS = 1;
    private static final double FLOODED_TO_UNLOADED = 2;
    private static final double PART_OF_OTHERS = 0.30;
    private static final double HEAP_RATIO = 1.10;

    /** Those whose critical delay is to be beaten. */
    private static final Set<Variant> RIVALS =
            EnumSet.of(Variant.COPY, Variant.COPY_TUNED, Variant.STRICT, Variant.SPLIT);

    private Targets() {}

    /**
     * A target and its outcome.
     *
     * @param met empty when it was not measured
     */
    record Outcome(String target, String measured, Optional<Boolean> met) {
        List<String> cells() {
            return List.of(
                    target,
                    measured,
                    met.map(m -> m ? "met" : "**missed**").orElse("not measured"));
        }
    }

    static List<Outcome> of(Figures figures, Variant ours) {
        var outcomes = new ArrayList<Outcome>();
        outcomes.add(
                atLeast(
                        "events per CPU-second, to the best (a) of the round: at least "
                                + THROUGHPUT_TO_FLOOR,
                        figures.ratioToBest(Metric.CPU_EFFICIENCY, ours, Variant::floor),
                        THROUGHPUT_TO_FLOOR));
        outcomes.add(
                atLeast(
                        "events/s, to the best (a) of the round: at least " + THROUGHPUT_TO_FLOOR,
                        figures.ratioToBest(Metric.THROUGHPUT, ours, Variant::floor),
                        THROUGHPUT_TO_FLOOR));
        outcomes.add(share("all levels weighted", figures.spread(Metric.SHARE_ERROR, ours)));
        outcomes.add(
                share(
                        "shared lane of the default levels",
                        figures.spread(Metric.LANED_SHARE_ERROR, ours)));
        outcomes.add(
                atMost(
                        "critical p99, flooded to unloaded: at most " + FLOODED_TO_UNLOADED,
                        figures.ratio(
                                Metric.delay(Load.FLOODED, 99),
                                Metric.delay(Load.UNLOADED, 99),
                                ours),
                        FLOODED_TO_UNLOADED));
        outcomes.add(rivals(figures, ours));
        outcomes.add(
                atLeast(
                        "each other level under a critical flood, of the capacity, by weight: at least "
                                + PART_OF_OTHERS,
                        figures.spread(Metric.OTHERS_LEAST, ours),
                        PART_OF_OTHERS));
        outcomes.add(
                atMost(
                        "live heap, large to small backlog: no more, within 10 %",
                        figures.ratio(Metric.HEAP_LARGE, Metric.HEAP_SMALL, ours), HEAP_RATIO));
        return outcomes;
    }

    private static Outcome rivals(Figures figures, Variant ours) {
        Metric flooded = Metric.delay(Load.FLOODED, 99);
        OptionalDouble own = figures.median(flooded, ours);
        OptionalDouble best =
                RIVALS.stream()
                        .map(rival -> figures.median(flooded, rival))
                        .flatMapToDouble(OptionalDouble::stream)
                        .min();
        String target = "critical p99 under the flood: below that of (b), (c) and (d)";
        if (own.isEmpty() || best.isEmpty())
            return new Outcome(target, Numbers.NONE, Optional.empty());
        return new Outcome(
                target,
                Numbers.number(own.getAsDouble())
                        + " ms, the best of them "
                        + Numbers.number(best.getAsDouble())
                        + " ms",
                Optional.of(own.getAsDouble() < best.getAsDouble()));
    }

    /** The worst round counts: it is a promise about every window. */
    private static Outcome share(String of, Optional<Spread> points) {
        return new Outcome(
                "worst window of shares, " + of + ": within " + SHARE_POINTS + " point",
                Numbers.largest(points),
                points.map(p -> p.largest() <= SHARE_POINTS));
    }

    private static Outcome atLeast(String target, Optional<Spread> spread, double least) {
        return new Outcome(target, Numbers.withRange(spread), spread.map(s -> s.median() >= least));
    }

    private static Outcome atMost(String target, Optional<Spread> spread, double most) {
        return new Outcome(target, Numbers.withRange(spread), spread.map(s -> s.median() <= most));
    }
}
