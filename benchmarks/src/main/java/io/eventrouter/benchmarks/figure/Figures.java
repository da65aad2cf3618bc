package io.eventrouter.benchmarks.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.DoubleStream;

/**
 * All that was measured in a run, and what is derived from it. A figure that is missing, because
 * its measurement failed or was not asked for, stays missing in all that depends on it.
 *
 * <p>Not thread-safe: confined to the thread that measures.
 *
 * @param <S> what is compared
 */
public final class Figures<S extends Enum<S>> {
    private final List<Figure<S>> all = new ArrayList<>();

    /**
     * @throws IllegalArgumentException when it is not a number: it was not measured, then
     */
    public void add(Figure<S> figure) {
        if (!Double.isFinite(figure.value()))
            throw new IllegalArgumentException(figure + " is not a measured value");
        all.add(figure);
    }

    public List<Figure<S>> all() {
        return List.copyOf(all);
    }

    /** By round. */
    public Map<Integer, Double> byRound(Metric metric, S subject) {
        var values = new TreeMap<Integer, Double>();
        for (Figure<S> figure : all)
            if (figure.metric().equals(metric) && figure.subject() == subject)
                values.put(figure.round(), figure.value());
        return values;
    }

    /** Median, smallest and largest over the rounds; empty without any. */
    public Optional<Spread> spread(Metric metric, S subject) {
        return Spread.of(doubles(byRound(metric, subject)));
    }

    /** Median over the rounds; empty without any. */
    public OptionalDouble median(Metric metric, S subject) {
        return spread(metric, subject)
                .map(s -> OptionalDouble.of(s.median()))
                .orElse(OptionalDouble.empty());
    }

    /** Over all subjects and rounds. */
    public Optional<Spread> spread(Metric metric) {
        return Spread.of(
                all.stream().filter(f -> f.metric().equals(metric)).mapToDouble(Figure::value));
    }

    /**
     * The metric against another one, both of the same subject, divided within each round.
     *
     * @return empty when no round has both
     */
    public Optional<Spread> ratio(Metric of, Metric to, S subject) {
        Map<Integer, Double> base = byRound(to, subject);
        return Spread.of(
                byRound(of, subject).entrySet().stream()
                        .filter(e -> base.getOrDefault(e.getKey(), 0.0) != 0)
                        .mapToDouble(e -> e.getValue() / base.get(e.getKey())));
    }

    /**
     * The metric against that of the best among other subjects, divided within each round.
     *
     * @param bases those others; what is better is what is larger
     * @return empty when no round has both
     */
    public Optional<Spread> ratioToBest(Metric metric, S subject, Predicate<S> bases) {
        var best = new TreeMap<Integer, Double>();
        for (Figure<S> figure : all)
            if (figure.metric().equals(metric) && bases.test(figure.subject()))
                best.merge(figure.round(), figure.value(), Math::max);
        return Spread.of(
                byRound(metric, subject).entrySet().stream()
                        .filter(e -> best.getOrDefault(e.getKey(), 0.0) != 0)
                        .mapToDouble(e -> e.getValue() / best.get(e.getKey())));
    }

    /** Those that any figure is of, in their own order. */
    public List<S> subjects() {
        return List.copyOf(new TreeSet<>(all.stream().map(Figure::subject).toList()));
    }

    private static DoubleStream doubles(Map<Integer, Double> byRound) {
        return byRound.values().stream().mapToDouble(Double::doubleValue);
    }
}
