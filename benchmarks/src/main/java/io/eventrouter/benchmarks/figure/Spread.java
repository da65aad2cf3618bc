package io.eventrouter.benchmarks.figure;

import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * Values of several rounds in three numbers. Immutable.
 *
 * @param median the middle one, or halfway between the two middle ones
 */
public record Spread(double median, double smallest, double largest, int count) {
    /** Empty for no values. */
    public static Optional<Spread> of(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        if (sorted.length == 0) return Optional.empty();
        int middle = sorted.length / 2;
        double median =
                sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return Optional.of(new Spread(median, sorted[0], sorted[sorted.length - 1], sorted.length));
    }
}
