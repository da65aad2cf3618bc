package io.eventrouter.benchmarks.merge;

import io.eventrouter.benchmarks.figure.Figure;
import io.eventrouter.benchmarks.figure.Figures;
import io.eventrouter.benchmarks.merge.figure.Metrics;
import io.eventrouter.benchmarks.merge.load.RoutedLog;
import io.eventrouter.benchmarks.merge.variant.Variant;
import io.eventrouter.benchmarks.process.BenchmarkException;
import io.eventrouter.benchmarks.process.Deadline;
import io.eventrouter.benchmarks.process.OthersCpu;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * What the other levels get while critical is offered several times what can be routed, and each of
 * them has more waiting than could be routed of it alone.
 */
final class CriticalFloodTrial implements Trial {
    private static final Duration START_TIME = Duration.ofSeconds(60);

    /** Of what could be routed in the time: enough that no level runs out, and some to spare. */
    private static final double OTHERS = 1.5;

    private final Bench bench;
    private final Plan plan;
    private final TopicSet set;
    private final double offered;

    /**
     * @param capacity events a second
     */
    CriticalFloodTrial(Bench bench, double capacity) {
        this.bench = bench;
        this.plan = bench.plan();
        double routable = capacity * plan.floodSeconds();
        double others = OTHERS * routable;
        double critical =
                Math.min(
                        plan.floodFactor() * routable,
                        Math.max(others, plan.mostEvents() - others * (Plan.levels() - 1)));
        var counts = new long[Plan.levels()];
        Arrays.fill(counts, (long) others);
        counts[0] = (long) critical;
        this.offered = critical / routable;
        this.set = bench.prepare("critical-flood", counts);
    }

    @Override
    public void run(Variant variant, int round, Figures<Variant> into) {
        Map<TopicPartition, Long> from;
        Map<TopicPartition, Long> to;
        double seconds;
        try (var running = bench.start(variant, set, Plan.LANED, plan.variantOptions())) {
            running.awaitRouted(1, START_TIME);
            Deadline.in(plan.warmUp()).await();
            long start = System.nanoTime();
            from = running.routedEnds();
            OthersCpu others = bench.watchOthers();
            Deadline.in(plan.window()).await();
            to = running.routedEnds();
            seconds = (System.nanoTime() - start) / 1e9;
            others.processors()
                    .ifPresent(p -> into.add(new Figure<>(Metrics.OTHERS_CPU, variant, round, p)));
        }
        long[] before = count(Map.of(), from);
        long[] within = count(from, to);
        requireBacklog(before, within);
        into.add(new Figure<>(Metrics.CRITICAL_FLOOD_OFFERED, variant, round, offered));
        add(within, seconds, variant, round, into);
    }

    @Override
    public void close() {
        bench.discard(set);
    }

    private long[] count(Map<TopicPartition, Long> from, Map<TopicPartition, Long> to) {
        var counts = new long[Plan.levels()];
        RoutedLog.read(bench.bootstrap(), from, to, (partition, rank) -> counts[rank]++);
        return counts;
    }

    private void requireBacklog(long[] before, long[] within) {
        for (int rank = 0; rank < within.length; rank++)
            if (before[rank] + within[rank] >= set.counts()[rank])
                throw new BenchmarkException(
                        Plan.LANED.levels().get(rank).name() + " ran out within the window");
    }

    private static void add(
            long[] within, double seconds, Variant variant, int round, Figures<Variant> into) {
        long all = Arrays.stream(within).sum();
        if (all == 0) throw new BenchmarkException("nothing was routed within the window");
        for (int rank = 0; rank < within.length; rank++)
            into.add(
                    new Figure<>(
                            Metrics.criticalFlood(Plan.LANED.levels().get(rank).name()),
                            variant,
                            round,
                            within[rank] / seconds));
        long others = all - within[0];
        into.add(new Figure<>(Metrics.OTHERS_THROUGHPUT, variant, round, others / seconds));
        into.add(new Figure<>(Metrics.OTHERS_PART, variant, round, (double) others / all));
        into.add(new Figure<>(Metrics.OTHERS_LEAST, variant, round, leastForWeight(within, all)));
    }

    private static double leastForWeight(long[] within, long all) {
        int[] weights = Plan.LANED.levels().stream().mapToInt(l -> l.weight().orElse(0)).toArray();
        double sum = Arrays.stream(weights).sum();
        double least = 1;
        for (int rank = 0; rank < weights.length; rank++)
            if (weights[rank] > 0)
                least = Math.min(least, (double) within[rank] / all / (weights[rank] / sum));
        return least;
    }
}
