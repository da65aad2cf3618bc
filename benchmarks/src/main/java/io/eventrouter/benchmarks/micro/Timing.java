package io.eventrouter.benchmarks.micro;

import io.eventrouter.benchmarks.figure.Spread;
import java.util.List;
import java.util.Optional;

/**
 * What one benchmark took with one choice of parameters. Immutable.
 *
 * @param benchmark class and method
 * @param parameters such as {@code subscriptions=1000}; empty for none
 * @param values nanoseconds for each operation, one of each iteration
 */
record Timing(String benchmark, String parameters, List<Double> values) {
    Timing {
        values = List.copyOf(values);
    }

    String label() {
        return parameters.isEmpty() ? benchmark : benchmark + ", " + parameters;
    }

    Optional<Spread> nanos() {
        return Spread.of(values.stream().mapToDouble(Double::doubleValue));
    }
}
