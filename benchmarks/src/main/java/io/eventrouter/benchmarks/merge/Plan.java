package io.eventrouter.benchmarks.merge;

import io.eventrouter.benchmarks.merge.load.EventLayout;
import io.eventrouter.benchmarks.merge.variant.Variant;
import io.eventrouter.config.LevelSettings;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The sizes of a run. Immutable.
 *
 * @param partitions of each priority topic
 * @param dataBytes of each event
 * @param backlog events of all levels together, for throughput and shares
 * @param warmUp before the part of a measurement that counts
 * @param window the part that counts, where it is a time
 * @param criticalPerSecond urgent events while delays are measured
 * @param floodFactor how many times the capacity a flood offers
 * @param livePart what of the capacity is published during a flood, on top of what waits already
 * @param mostEvents a flood is cut to this number of events
 * @param shareWindow events over which shares are judged
 * @param heapBacklogs the small and the large one
 * @param allPairs whether shares and critical flood are measured of every variant; if not, only of
 *     those that know weights. The heap is always that of event-router alone: nothing is asked of
 *     the peers'
 * @param variantOptions JVM options of every variant
 * @param heapOptions the same where the heap is measured
 * @param capacity events a second that a flood refers to; empty to take the measured one
 */
record Plan(
        List<Variant> variants,
        List<Measure> measures,
        int rounds,
        int partitions,
        int dataBytes,
        long backlog,
        Duration warmUp,
        Duration window,
        int criticalPerSecond,
        double floodFactor,
        double livePart,
        long mostEvents,
        int shareWindow,
        List<Long> heapBacklogs,
        boolean allPairs,
        List<String> variantOptions,
        List<String> heapOptions,
        OptionalDouble capacity) {
    /** What event-router does unless told otherwise; the last is the least urgent. */
    static final LevelSettings LANED =
            LevelSettings.parse("critical:express,high:4,normal:2,low:1");

    /** All by weight, as peers that know weights have it. */
    static final LevelSettings WEIGHTED = LevelSettings.parse("critical:8,high:4,normal:2,low:1");

    Plan {
        variants = List.copyOf(variants);
        measures = List.copyOf(measures);
        heapBacklogs = List.copyOf(heapBacklogs);
        variantOptions = List.copyOf(variantOptions);
        heapOptions = List.copyOf(heapOptions);
        atLeast("--rounds", rounds, 1);
        atLeast("--partitions", partitions, 1);
        atLeast("--data-bytes", dataBytes, EventLayout.MIN_BYTES);
        atLeast("--critical-per-second", criticalPerSecond, 1);
        atLeast("--share-window", shareWindow, 1);
        if (heapBacklogs.size() != 2)
            throw new IllegalArgumentException("--heap-backlogs: two numbers are needed");
        if (measures.contains(Measure.SHARES))
            atLeast(
                    "--backlog, for a window in each partition,",
                    backlog,
                    (long) shareWindow * partitions * levels());
        if (capacity.isEmpty()
                && !measures.contains(Measure.THROUGHPUT)
                && (measures.contains(Measure.DELAY) || measures.contains(Measure.CRITICAL_FLOOD)))
            throw new IllegalArgumentException(
                    "--capacity: needed where throughput is not measured");
    }

    /** Those of which that is measured. */
    List<Variant> variants(Measure measure) {
        return switch (measure) {
            case THROUGHPUT, DELAY -> variants;
            case SHARES, CRITICAL_FLOOD ->
                    variants.stream().filter(v -> allPairs || v.weighted()).toList();
            case HEAP -> variants.stream().filter(Variant::laned).toList();
        };
    }

    static int levels() {
        return LANED.levels().size();
    }

    /** That many events of each level. */
    static long[] evenly(long events) {
        long[] counts = new long[levels()];
        for (int i = 0; i < counts.length; i++)
            counts[i] = events / counts.length + (i < events % counts.length ? 1 : 0);
        return counts;
    }

    /** Seconds of a flood. */
    double floodSeconds() {
        return warmUp.plus(window).toMillis() / 1e3;
    }

    /** For the page: every size with its value. */
    Map<String, String> described() {
        var sizes = new LinkedHashMap<String, String>();
        sizes.put("rounds", Integer.toString(rounds));
        sizes.put("partitions of each priority topic", Integer.toString(partitions));
        sizes.put("data of an event", dataBytes + " bytes, and six CloudEvents headers");
        sizes.put(
                "backlog for throughput and shares", count(backlog) + " events, even over levels");
        sizes.put("warm-up, window", seconds(warmUp) + ", " + seconds(window));
        sizes.put("critical events while delays are measured", criticalPerSecond + "/s, open loop");
        sizes.put(
                "flood",
                floodFactor + " times the capacity, " + count(mostEvents) + " events at most");
        sizes.put(
                "that capacity",
                capacity.isPresent()
                        ? count((long) capacity.getAsDouble()) + " events/s, as given"
                        : "the largest median throughput of a variant in this run");
        sizes.put("published live during the flood of low", livePart + " of that capacity");
        sizes.put("window of shares", count(shareWindow) + " events");
        sizes.put(
                "backlogs for the heap",
                count(heapBacklogs.get(0)) + " and " + count(heapBacklogs.get(1)) + " events");
        sizes.put("JVM of a variant", String.join(" ", variantOptions));
        sizes.put("JVM of a variant, heap", String.join(" ", heapOptions));
        return sizes;
    }

    private static void atLeast(String option, long value, long least) {
        if (value < least)
            throw new IllegalArgumentException(option + " " + value + ": at least " + least);
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String seconds(Duration time) {
        return time.toMillis() / 1e3 + " s";
    }
}
