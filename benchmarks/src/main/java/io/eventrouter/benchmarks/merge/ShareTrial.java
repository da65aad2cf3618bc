package io.eventrouter.benchmarks.merge;

import io.eventrouter.benchmarks.figure.Figure;
import io.eventrouter.benchmarks.figure.Figures;
import io.eventrouter.benchmarks.merge.figure.Metrics;
import io.eventrouter.benchmarks.merge.figure.ShareWindows;
import io.eventrouter.benchmarks.merge.load.RoutedLog;
import io.eventrouter.benchmarks.merge.variant.Variant;
import io.eventrouter.benchmarks.process.BenchmarkException;
import io.eventrouter.config.Level;
import io.eventrouter.config.LevelSettings;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;

/**
 * What each level gets of a backlog, in the order of each routed partition: over every window, and
 * over all while every level of the partition has a backlog. With all levels weighted; where there
 * are lanes, the shared lane of the default levels too.
 */
final class ShareTrial implements Trial {
    /** Of the backlog; by then at least one level of a fair share is through, or none ever is. */
    private static final double ROUTED_PART = 0.55;

    private static final Duration TIME = Duration.ofMinutes(5);

    private final Bench bench;
    private final TopicSet set;

    ShareTrial(Bench bench) {
        this.bench = bench;
        this.set = bench.prepare("shares", Plan.evenly(bench.plan().backlog()));
    }

    @Override
    public void run(Variant variant, int round, Figures<Variant> into) {
        List<ShareWindows> all = route(variant, Plan.WEIGHTED);
        worst(all, ShareWindows::worst)
                .ifPresent(
                        w -> into.add(new Figure<>(Metrics.SHARE_ERROR, variant, round, w * 100)));
        worst(all, ShareWindows::worstRelative)
                .ifPresent(
                        w ->
                                into.add(
                                        new Figure<>(
                                                Metrics.SHARE_RELATIVE_ERROR,
                                                variant,
                                                round,
                                                w * 100)));
        addShares(all, variant, round, into);
        if (variant.laned()) addSharedLane(variant, round, into);
    }

    @Override
    public void close() {
        bench.discard(set);
    }

    private void addSharedLane(Variant variant, int round, Figures<Variant> into) {
        List<ShareWindows> shared = route(variant, Plan.LANED);
        worst(shared, ShareWindows::worst)
                .ifPresent(
                        w ->
                                into.add(
                                        new Figure<>(
                                                Metrics.LANED_SHARE_ERROR,
                                                variant,
                                                round,
                                                w * 100)));
        worst(shared, ShareWindows::worstRelative)
                .ifPresent(
                        w ->
                                into.add(
                                        new Figure<>(
                                                Metrics.LANED_SHARE_RELATIVE_ERROR,
                                                variant,
                                                round,
                                                w * 100)));
    }

    /** Windows of each routed partition over its weighted levels. */
    private List<ShareWindows> route(Variant variant, LevelSettings levels) {
        int[] weighted =
                IntStream.range(0, levels.levels().size())
                        .filter(rank -> !levels.levels().get(rank).express())
                        .toArray();
        int[] weights = new int[weighted.length];
        for (int i = 0; i < weighted.length; i++) {
            Level level = levels.levels().get(weighted[i]);
            weights[i] = level.weight().orElseThrow();
        }
        Map<TopicPartition, Long> routed = routed(variant, levels);
        Map<TopicPartition, ShareWindows> windows = new HashMap<>();
        RoutedLog.read(
                bench.bootstrap(),
                Map.of(),
                routed,
                (partition, rank) -> {
                    int index = Arrays.binarySearch(weighted, rank);
                    if (index >= 0)
                        windows.computeIfAbsent(partition, p -> windows(p, weighted, weights))
                                .next(index);
                });
        return List.copyOf(windows.values());
    }

    private Map<TopicPartition, Long> routed(Variant variant, LevelSettings levels) {
        try (var running = bench.start(variant, set, levels, bench.plan().variantOptions())) {
            running.awaitRouted((long) (set.total() * ROUTED_PART), TIME);
            return running.routedEnds();
        }
    }

    private ShareWindows windows(TopicPartition partition, int[] weighted, int[] weights) {
        long[] counts = set.countsIn(partition.partition() % set.partitions());
        long[] backlog = Arrays.stream(weighted).mapToLong(rank -> counts[rank]).toArray();
        return new ShareWindows(weights, backlog, bench.plan().shareWindow());
    }

    private void addShares(
            List<ShareWindows> windows, Variant variant, int round, Figures<Variant> into) {
        long[] counts = new long[Plan.levels()];
        for (ShareWindows partition : windows)
            for (int rank = 0; rank < counts.length; rank++)
                counts[rank] += partition.counts()[rank];
        long sum = Arrays.stream(counts).sum();
        if (sum == 0) throw new BenchmarkException("nothing was routed");
        for (int rank = 0; rank < counts.length; rank++) {
            String level = Plan.WEIGHTED.levels().get(rank).name();
            into.add(
                    new Figure<>(
                            Metrics.share(level), variant, round, (double) counts[rank] / sum));
        }
    }

    private static OptionalDouble worst(
            List<ShareWindows> windows, Function<ShareWindows, OptionalDouble> error) {
        return windows.stream().map(error).flatMapToDouble(OptionalDouble::stream).max();
    }
}
