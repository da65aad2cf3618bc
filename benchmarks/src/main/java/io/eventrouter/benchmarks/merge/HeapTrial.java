package io.eventrouter.benchmarks.merge;

import io.eventrouter.benchmarks.figure.Figure;
import io.eventrouter.benchmarks.figure.Figures;
import io.eventrouter.benchmarks.merge.figure.Metrics;
import io.eventrouter.benchmarks.merge.variant.Variant;
import io.eventrouter.benchmarks.process.Deadline;
import java.time.Duration;

/**
 * What heap a variant needs with a small and with a large backlog: the most that a full collection
 * left, looked at ten times a second from the start through warm-up and window, in a JVM whose heap
 * is small and fixed.
 */
final class HeapTrial implements Trial {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
    private static final double MIB = 1 << 20;

    private final Bench bench;
    private final TopicSet small;
    private final TopicSet large;

    HeapTrial(Bench bench) {
        this.bench = bench;
        this.small = bench.prepare("heap-small", Plan.evenly(bench.plan().heapBacklogs().get(0)));
        this.large = bench.prepare("heap-large", Plan.evenly(bench.plan().heapBacklogs().get(1)));
    }

    @Override
    public void run(Variant variant, int round, Figures<Variant> into) {
        into.add(new Figure<>(Metrics.HEAP_SMALL, variant, round, mostLiveHeap(variant, small)));
        into.add(new Figure<>(Metrics.HEAP_LARGE, variant, round, mostLiveHeap(variant, large)));
    }

    @Override
    public void close() {
        bench.discard(small);
        bench.discard(large);
    }

    private double mostLiveHeap(Variant variant, TopicSet set) {
        try (var running = bench.start(variant, set, Plan.LANED, bench.plan().heapOptions())) {
            var end = Deadline.in(bench.plan().warmUp().plus(bench.plan().window()));
            long most = 0;
            while (!end.passed()) {
                most = Math.max(most, running.liveHeapBytes());
                Deadline.in(LOOK_AGAIN).await();
            }
            running.routedEvents(); // alive to the end
            return most / MIB;
        }
    }
}
