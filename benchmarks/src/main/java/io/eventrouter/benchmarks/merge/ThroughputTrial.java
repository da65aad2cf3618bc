package io.eventrouter.benchmarks.merge;

import io.eventrouter.benchmarks.figure.Figure;
import io.eventrouter.benchmarks.figure.Figures;
import io.eventrouter.benchmarks.merge.figure.Metrics;
import io.eventrouter.benchmarks.merge.variant.Variant;
import io.eventrouter.benchmarks.process.OthersCpu;
import java.time.Duration;

/**
 * How fast a prepared backlog is routed, and at what cost of processor time. The first fifth is
 * warm-up; nobody reads the routed topic.
 */
final class ThroughputTrial implements Trial {
    private static final int WARM_UP_FRACTION = 5;
    private static final long SLOWEST_PER_SECOND = 5_000;

    private final Bench bench;
    private final TopicSet set;

    ThroughputTrial(Bench bench) {
        this.bench = bench;
        this.set = bench.prepare("throughput", Plan.evenly(bench.plan().backlog()));
    }

    @Override
    public void run(Variant variant, int round, Figures<Variant> into) {
        var time = Duration.ofSeconds(60 + set.total() / SLOWEST_PER_SECOND);
        try (var running = bench.start(variant, set, Plan.LANED, bench.plan().variantOptions())) {
            running.awaitRouted(set.total() / WARM_UP_FRACTION, time);
            Sample first = Sample.of(running, bench);
            OthersCpu others = bench.watchOthers();
            running.awaitRouted(set.total(), time);
            Sample last = Sample.of(running, bench);
            others.processors()
                    .ifPresent(p -> into.add(new Figure<>(Metrics.OTHERS_CPU, variant, round, p)));
            double events = last.events - first.events;
            into.add(
                    new Figure<>(
                            Metrics.THROUGHPUT,
                            variant,
                            round,
                            events / ((last.nanos - first.nanos) / 1e9)));
            into.add(
                    new Figure<>(
                            Metrics.CPU_EFFICIENCY,
                            variant,
                            round,
                            events / seconds(last.cpu.minus(first.cpu))));
            into.add(
                    new Figure<>(
                            Metrics.BROKER_CPU,
                            variant,
                            round,
                            seconds(last.brokerCpu.minus(first.brokerCpu)) * 1e6 / events));
        }
    }

    @Override
    public void close() {
        bench.discard(set);
    }

    private static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }

    private record Sample(long events, long nanos, Duration cpu, Duration brokerCpu) {
        static Sample of(RunningVariant running, Bench bench) {
            return new Sample(
                    running.routedEvents(), System.nanoTime(), running.cpu(), bench.brokerCpu());
        }
    }
}
