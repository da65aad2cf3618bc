package io.eventrouter.benchmarks.merge.figure;

import io.eventrouter.benchmarks.figure.Figures;
import io.eventrouter.benchmarks.figure.Metric;
import io.eventrouter.benchmarks.figure.Numbers;
import io.eventrouter.benchmarks.figure.Outcome;
import io.eventrouter.benchmarks.figure.Spread;
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

    static List<Outcome> of(Figures<Variant> figures, Variant ours) {
        var outcomes = new ArrayList<Outcome>();
        outcomes.add(
                Outcome.atLeast(
                        "events per CPU-second, to the best (a) of the round: at least "
                                + THROUGHPUT_TO_FLOOR,
                        figures.ratioToBest(Metrics.CPU_EFFICIENCY, ours, Variant::floor),
                        THROUGHPUT_TO_FLOOR));
        outcomes.add(
                Outcome.atLeast(
                        "events/s, to the best (a) of the round: at least " + THROUGHPUT_TO_FLOOR,
                        figures.ratioToBest(Metrics.THROUGHPUT, ours, Variant::floor),
                        THROUGHPUT_TO_FLOOR));
        outcomes.add(share("all levels weighted", figures.spread(Metrics.SHARE_ERROR, ours)));
        outcomes.add(
                share(
                        "shared lane of the default levels",
                        figures.spread(Metrics.LANED_SHARE_ERROR, ours)));
        outcomes.add(
                Outcome.atMost(
                        "critical p99, flooded to unloaded: at most " + FLOODED_TO_UNLOADED,
                        figures.ratio(
                                Metrics.delay(Load.FLOODED, 99),
                                Metrics.delay(Load.UNLOADED, 99),
                                ours),
                        FLOODED_TO_UNLOADED));
        outcomes.add(rivals(figures, ours));
        outcomes.add(
                Outcome.atLeast(
                        "each other level under a critical flood, of the capacity, by weight: at least "
                                + PART_OF_OTHERS,
                        figures.spread(Metrics.OTHERS_LEAST, ours),
                        PART_OF_OTHERS));
        outcomes.add(
                Outcome.atMost(
                        "live heap, large to small backlog: no more, within 10 %",
                        figures.ratio(Metrics.HEAP_LARGE, Metrics.HEAP_SMALL, ours), HEAP_RATIO));
        return outcomes;
    }

    private static Outcome rivals(Figures<Variant> figures, Variant ours) {
        Metric flooded = Metrics.delay(Load.FLOODED, 99);
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
}
