package io.eventrouter.benchmarks.merge.figure;

import io.eventrouter.benchmarks.figure.Metric;
import java.util.Locale;

/** What the benchmark of the merge measures. Stateless. */
public final class Metrics {
    public static final Metric THROUGHPUT = new Metric("throughput", "events/s");
    public static final Metric CPU_EFFICIENCY =
            new Metric("throughput-per-cpu", "events per CPU-second of the router");
    public static final Metric BROKER_CPU = new Metric("broker-cpu", "us of the broker per event");

    /** Of whatever was measured last; how busy others kept the machine meanwhile. */
    public static final Metric OTHERS_CPU = new Metric("others-cpu", "processors");

    public static final Metric SHARE_ERROR = new Metric("share-error", "percentage points");
    public static final Metric SHARE_RELATIVE_ERROR =
            new Metric("share-relative-error", "% of the level's share");

    public static final Metric LANED_SHARE_ERROR =
            new Metric("shared-lane-share-error", "percentage points");
    public static final Metric LANED_SHARE_RELATIVE_ERROR =
            new Metric("shared-lane-share-relative-error", "% of the level's share");

    public static final Metric FLOOD_OFFERED =
            new Metric("flood-offered", "times the capacity, over the time of the flood");
    public static final Metric FLOOD_THROUGHPUT = new Metric("flood-throughput", "events/s");

    /** Events of low that were still waiting when the flood was over: above 0, or it was none. */
    public static final Metric FLOOD_WAITING = new Metric("flood-waiting", "events");

    public static final Metric CRITICAL_FLOOD_OFFERED =
            new Metric(
                    "critical-flood-offered",
                    "times the capacity, over the time of the flood, of critical");

    /** That of all levels but the most urgent. */
    public static final Metric OTHERS_THROUGHPUT =
            new Metric("critical-flood-others-throughput", "events/s");

    public static final Metric OTHERS_PART =
            new Metric("critical-flood-others-part", "part of all that was routed meanwhile");

    /**
     * Of the level that got least for its weight: its part of all that was routed, over its part of
     * the weights below the most urgent level.
     */
    public static final Metric OTHERS_LEAST =
            new Metric("critical-flood-others-least", "part of all, by weight");

    public static final Metric HEAP_SMALL = new Metric("heap-small-backlog", "MiB");
    public static final Metric HEAP_LARGE = new Metric("heap-large-backlog", "MiB");

    /** What a level got of all routed events, over the time in which all had a backlog. */
    public static Metric share(String level) {
        return new Metric("share-" + level, "part");
    }

    /** What a level got per second while the most urgent one flooded. */
    public static Metric criticalFlood(String level) {
        return new Metric("critical-flood-" + level, "events/s");
    }

    /**
     * @param percentile 0 to 100
     */
    public static Metric delay(Load load, double percentile) {
        return new Metric(
                String.format(Locale.ROOT, "delay-%s-p%s", load.text(), text(percentile)), "ms");
    }

    /** The share of urgent events that had not arrived when the reader was stopped. */
    public static Metric missing(Load load) {
        return new Metric("delay-" + load.text() + "-missing", "part");
    }

    private Metrics() {}

    private static String text(double percentile) {
        return percentile == Math.rint(percentile)
                ? Long.toString((long) percentile)
                : Double.toString(percentile);
    }
}
