package io.eventrouter.benchmarks.figure;

import java.util.List;
import java.util.Optional;

/**
 * A target and what became of it. Immutable.
 *
 * @param met empty when it was not measured
 */
public record Outcome(String target, String measured, Optional<Boolean> met) {
    /** Met when the median is no less. */
    public static Outcome atLeast(String target, Optional<Spread> spread, double least) {
        return new Outcome(target, Numbers.withRange(spread), spread.map(s -> s.median() >= least));
    }

    /** Met when the median is no more. */
    public static Outcome atMost(String target, Optional<Spread> spread, double most) {
        return new Outcome(target, Numbers.withRange(spread), spread.map(s -> s.median() <= most));
    }

    /** A table of these outcomes. */
    public static String table(List<Outcome> outcomes) {
        var table = new MarkdownTable("target", "measured", "");
        outcomes.forEach(outcome -> table.row(outcome.cells()));
        return table.toString();
    }

    private List<String> cells() {
        return List.of(
                target, measured, met.map(m -> m ? "met" : "**missed**").orElse("not measured"));
    }
}
