package io.eventrouter.benchmarks.fanout.figure;

import io.eventrouter.benchmarks.figure.Metric;
import java.util.List;

/** What is measured; the name of each begins with the prefix of its {@link Measure}. Stateless. */
public final class Metrics {
    /** The three percentiles that tables show. */
    public static final List<Double> PERCENTILES = List.of(50.0, 99.0, 99.9);

    public static final Metric IDLE_RSS = metric(Measure.IDLE, "rss", "KB more for each session");
    public static final Metric IDLE_RSS_WHOLE =
            metric(Measure.IDLE, "rss-whole", "KB of the process for each session");
    public static final Metric IDLE_HEAP =
            metric(Measure.IDLE, "heap", "KB more of live heap for each session");
    public static final Metric IDLE_SESSIONS = metric(Measure.IDLE, "sessions", "sessions");
    public static final Metric IDLE_CONNECTS = metric(Measure.IDLE, "connects", "connects/s");

    public static final Metric MANY_SESSIONS = metric(Measure.MANY, "sessions", "sessions");
    public static final Metric MANY_RSS =
            metric(Measure.MANY, "rss", "KB of all processes for each session");
    public static final Metric MANY_RECEIVED =
            metric(Measure.MANY, "received", "part of the deliveries that were due");
    public static final Metric MANY_P99 = metric(Measure.MANY, "p99", "ms to the last session");

    public static final Metric ONE_WORKERS =
            metric(Measure.ONE, "workers", "us of workers per event");

    /** Without what the kernel does for them. */
    public static final Metric ONE_USER =
            metric(Measure.ONE, "user", "us of workers per event, in user mode");

    public static final Metric ONE_CPU = metric(Measure.ONE, "cpu", "us of the process per event");
    public static final Metric ONE_SUBSCRIPTIONS =
            metric(Measure.ONE, "subscriptions", "subscriptions");

    public static final Metric CHURN_RATE = metric(Measure.CHURN, "rate", "connects/s");

    /** Events that were broadcast, to what the sockets took in a closed loop before. */
    public static final Metric OVERLOAD_OFFERED =
            metric(Measure.OVERLOAD, "offered", "times the capacity");

    public static final Metric OVERLOAD_CAPACITY =
            metric(Measure.OVERLOAD, "capacity", "deliveries/s");
    public static final Metric OVERLOAD_DELIVERED =
            metric(Measure.OVERLOAD, "delivered", "deliveries/s");
    public static final Metric OVERLOAD_MISSING =
            metric(Measure.OVERLOAD, "missing", "part of the critical deliveries");
    public static final Metric OVERLOAD_LOST = metric(Measure.OVERLOAD, "lost", "sessions");

    private Metrics() {}

    /** Microseconds of the server for each delivery. */
    public static Metric cpu(Broadcast broadcast) {
        return metric(Measure.FANOUT, broadcast.path() + "cpu", "us per delivery");
    }

    public static Metric throughput(Broadcast broadcast) {
        return metric(Measure.FANOUT, broadcast.path() + "throughput", "deliveries/s");
    }

    public static Metric delay(Broadcast broadcast, double percentile) {
        return metric(Measure.FANOUT, broadcast.path() + "p" + text(percentile), "ms");
    }

    /**
     * A delay with or without what a measure is about.
     *
     * @param state {@code with} or {@code without}
     */
    public static Metric delay(Measure measure, String state, double percentile) {
        return metric(measure, state + "/p" + text(percentile), "ms");
    }

    /** How busy others kept the machine meanwhile. */
    public static Metric others(Measure measure) {
        return metric(measure, "others-cpu", "processors");
    }

    private static Metric metric(Measure measure, String name, String unit) {
        return new Metric(measure.prefix() + name, unit);
    }

    private static String text(double percentile) {
        return percentile == Math.rint(percentile)
                ? Long.toString((long) percentile)
                : Double.toString(percentile);
    }
}
