package io.eventrouter.benchmarks.figure;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;

/** Numbers as the page shows them; what was not measured is a dash. Stateless. */
public final class Numbers {
    public static final String NONE = "-";

    private Numbers() {}

    /** Three significant digits, or all before the point. */
    public static String number(double value) {
        double size = Math.abs(value);
        String format = size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : "%.3f";
        return String.format(Locale.ROOT, format, value);
    }

    public static String percent(double part) {
        return String.format(Locale.ROOT, "%.1f %%", part * 100);
    }

    public static String median(Optional<Spread> spread) {
        return median(spread, Numbers::number);
    }

    public static String median(Optional<Spread> spread, DoubleFunction<String> text) {
        return spread.map(s -> text.apply(s.median())).orElse(NONE);
    }

    public static String largest(Optional<Spread> spread) {
        return spread.map(s -> number(s.largest())).orElse(NONE);
    }

    /** The median, and the range where there is more than one value. */
    public static String withRange(Optional<Spread> spread) {
        return spread.map(
                        s ->
                                s.count() == 1
                                        ? number(s.median())
                                        : number(s.median())
                                                + " ("
                                                + number(s.smallest())
                                                + "-"
                                                + number(s.largest())
                                                + ")")
                .orElse(NONE);
    }

    /** The value, marked as a lower bound. */
    public static String atLeast(boolean bound, OptionalDouble value) {
        if (value.isEmpty()) return NONE;
        return (bound ? "≥ " : "") + number(value.getAsDouble());
    }
}
