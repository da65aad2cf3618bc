package io.eventrouter.benchmarks.merge.figure;

import io.eventrouter.benchmarks.figure.Figures;
import io.eventrouter.benchmarks.merge.variant.Variant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * Whole histograms of delays, in nanoseconds, the rounds added up: for curves. Medians over rounds
 * come from {@link Figures}. Not thread-safe: confined to the thread that measures.
 */
public final class Delays {
    private final Map<Load, Map<Variant, Histogram>> histograms = new EnumMap<>(Load.class);

    public void add(Load load, Variant variant, DelaySummary summary) {
        histograms
                .computeIfAbsent(load, l -> new EnumMap<>(Variant.class))
                .computeIfAbsent(variant, v -> DelaySummary.emptyHistogram())
                .add(summary.histogram());
    }

    /** By variant; none without any measurement under that load. */
    public Map<Variant, Histogram> under(Load load) {
        return Collections.unmodifiableMap(histograms.getOrDefault(load, Map.of()));
    }
}
