package io.eventrouter.benchmarks.merge;

import io.eventrouter.benchmarks.figure.Figure;
import io.eventrouter.benchmarks.figure.Figures;
import io.eventrouter.benchmarks.merge.figure.DelaySummary;
import io.eventrouter.benchmarks.merge.figure.Delays;
import io.eventrouter.benchmarks.merge.figure.Load;
import io.eventrouter.benchmarks.merge.figure.Metrics;
import io.eventrouter.benchmarks.merge.variant.Variant;
import io.eventrouter.benchmarks.process.ChildProcess;
import java.time.Duration;

/**
 * How long an urgent event takes from its publisher to the reader of the routed topic: with nothing
 * else going on, and while low is offered several times what can be routed. Most of that flood
 * waits already when the variant starts, and the rest is published meanwhile: a publisher of all of
 * it would take the processors that it is to overload.
 */
final class DelayTrial implements Trial {
    private static final double[] PERCENTILES = {50, 99, 99.9};
    private static final Duration SLOWEST_START = Duration.ofSeconds(60);
    private static final Duration ANSWER_TIME = Duration.ofSeconds(30);

    private final Bench bench;
    private final Plan plan;
    private final double capacity;
    private final Delays delays;
    private final TopicSet idle;
    private final TopicSet flooded;

    /**
     * @param capacity events a second
     * @param delays takes whole histograms
     */
    DelayTrial(Bench bench, double capacity, Delays delays) {
        this.bench = bench;
        this.plan = bench.plan();
        this.capacity = capacity;
        this.delays = delays;
        this.idle = bench.prepare("idle", new long[Plan.levels()]);
        var waiting = new long[Plan.levels()];
        waiting[waiting.length - 1] =
                (long)
                        Math.min(
                                (double) plan.mostEvents(),
                                (plan.floodFactor() - plan.livePart())
                                        * capacity
                                        * plan.floodSeconds());
        this.flooded = bench.prepare("flood", waiting);
    }

    @Override
    public void run(Variant variant, int round, Figures<Variant> into) {
        measureUnloaded(variant, round, into);
        measureFlooded(variant, round, into);
    }

    @Override
    public void close() {
        bench.discard(idle);
        bench.discard(flooded);
    }

    private void measureUnloaded(Variant variant, int round, Figures<Variant> into) {
        trim(idle);
        try (var running = bench.start(variant, idle, Plan.LANED, plan.variantOptions());
                var probe = new UrgentProbe(bench, idle, running, variant.laned())) {
            probe.run(variant, round, into);
            add(probe.delays(plan.warmUp()), Load.UNLOADED, variant, round, into);
        }
    }

    private void measureFlooded(Variant variant, int round, Figures<Variant> into) {
        trim(flooded);
        try (var flood = liveFlood();
                var running = bench.start(variant, flooded, Plan.LANED, plan.variantOptions());
                var probe = new UrgentProbe(bench, flooded, running, variant.laned())) {
            flood.ask("go", ANSWER_TIME);
            double routed = probe.run(variant, round, into);
            long live = Long.parseLong(flood.ask("published", ANSWER_TIME));
            long waiting = waiting(running);
            add(probe.delays(plan.warmUp()), Load.FLOODED, variant, round, into);
            into.add(
                    new Figure<>(
                            Metrics.FLOOD_THROUGHPUT,
                            variant,
                            round,
                            routed / (plan.window().toMillis() / 1e3)));
            into.add(new Figure<>(Metrics.FLOOD_WAITING, variant, round, waiting));
            into.add(
                    new Figure<>(
                            Metrics.FLOOD_OFFERED,
                            variant,
                            round,
                            (flooded.total() + live) / (capacity * plan.floodSeconds())));
        }
    }

    /** Back to what it was when it was made: all variants read the same topics in turn. */
    private void trim(TopicSet set) {
        for (int rank = 0; rank < Plan.levels(); rank++) {
            int level = rank;
            bench.topics()
                    .trim(
                            set.names().priorityTopics().get(level),
                            partition -> set.countsIn((int) partition)[level]);
        }
    }

    private ChildProcess liveFlood() {
        long perSecond = (long) Math.max(1, plan.livePart() * capacity);
        // It ends with the window; this is the bound if nobody ends it.
        long most = (long) (perSecond * (plan.floodSeconds() + SLOWEST_START.toSeconds()));
        return bench.flood(flooded, perSecond, most);
    }

    private long waiting(RunningVariant running) {
        long low = bench.topics().records(lowTopic());
        // The few urgent events among the routed make the number that waits look smaller, never
        // larger.
        return Math.max(0, low - running.routedEvents());
    }

    private String lowTopic() {
        var topics = flooded.names().priorityTopics();
        return topics.get(topics.size() - 1);
    }

    private void add(
            DelaySummary summary, Load load, Variant variant, int round, Figures<Variant> into) {
        for (double percentile : PERCENTILES)
            into.add(
                    new Figure<>(
                            Metrics.delay(load, percentile),
                            variant,
                            round,
                            summary.millis(percentile)));
        into.add(new Figure<>(Metrics.missing(load), variant, round, summary.missingPart()));
        delays.add(load, variant, summary);
    }
}
