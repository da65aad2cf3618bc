package io.eventrouter.benchmarks.merge.figure;

import io.eventrouter.benchmarks.merge.variant.Variant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.DoubleStream;

/**
 * All that was measured in a run, and what is derived from it. A figure that is missing, because
 * its measurement failed or was not asked for, stays missing in all that depends on it.
 *
 * <p>Not thread-safe: confined to the thread that measures.
 */
public final class Figures {
    private final List<Figure> all = new ArrayList<>();

    /**
     * @throws IllegalArgumentException when it is not a number: it was not measured, then
     */
    public void add(Figure figure) {
        if (!Double.isFinite(figure.value()))
            throw new IllegalArgumentException(figure + " is not a measured value");
        all.add(figure);
    }

    public List<Figure> all() {
        return List.copyOf(all);
    }

    /** By round. */
    public Map<Integer, Double> byRound(Metric metric, Variant variant) {
        var values = new TreeMap<Integer, Double>();
        for (Figure figure : all)
            if (figure.metric().equals(metric) && figure.variant() == variant)
                values.put(figure.round(), figure.value());
        return values;
    }

    /** Median, smallest and largest over the rounds; empty without any. */
    public Optional<Spread> spread(Metric metric, Variant variant) {
        return Spread.of(doubles(byRound(metric, variant)));
    }

    /** Median over the rounds; empty without any. */
    public OptionalDouble median(Metric metric, Variant variant) {
        return spread(metric, variant)
                .map(s -> OptionalDouble.of(s.median()))
                .orElse(OptionalDouble.empty());
    }

    /** Over all variants and rounds. */
    public Optional<Spread> spread(Metric metric) {
        return Spread.of(
                all.stream().filter(f -> f.metric().equals(metric)).mapToDouble(Figure::value));
    }

    /**
     * The metric against another one, both of the same variant, divided within each round.
     *
     * @return empty when no round has both
     */
    public Optional<Spread> ratio(Metric of, Metric to, Variant variant) {
        Map<Integer, Double> base = byRound(to, variant);
        return Spread.of(
                byRound(of, variant).entrySet().stream()
                        .filter(e -> base.getOrDefault(e.getKey(), 0.0) != 0)
                        .mapToDouble(e -> e.getValue() / base.get(e.getKey())));
    }

    /**
     * The metric against that of the best among other variants, divided within each round.
     *
     * @param bases those others; what is better is what is larger
     * @return empty when no round has both
     */
    public Optional<Spread> ratioToBest(Metric metric, Variant variant, Predicate<Variant> bases) {
        var best = new TreeMap<Integer, Double>();
        for (Figure figure : all)
            if (figure.metric().equals(metric) && bases.test(figure.variant()))
                best.merge(figure.round(), figure.value(), Math::max);
        return Spread.of(
                byRound(metric, variant).entrySet().stream()
                        .filter(e -> best.getOrDefault(e.getKey(), 0.0) != 0)
                        .mapToDouble(e -> e.getValue() / best.get(e.getKey())));
    }

    /** Variants that any figure is of, in their own order. */
    public List<Variant> variants() {
        return Arrays.stream(Variant.values())
                .filter(v -> all.stream().anyMatch(f -> f.variant() == v))
                .toList();
    }

    private static DoubleStream doubles(Map<Integer, Double> byRound) {
        return byRound.values().stream().mapToDouble(Double::doubleValue);
    }
}
