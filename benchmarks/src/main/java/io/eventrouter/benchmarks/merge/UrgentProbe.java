package io.eventrouter.benchmarks.merge;

import io.eventrouter.benchmarks.figure.Figure;
import io.eventrouter.benchmarks.figure.Figures;
import io.eventrouter.benchmarks.merge.figure.DelaySummary;
import io.eventrouter.benchmarks.merge.figure.Metrics;
import io.eventrouter.benchmarks.merge.load.Arrivals;
import io.eventrouter.benchmarks.merge.load.RoutedReader;
import io.eventrouter.benchmarks.merge.load.UrgentPublisher;
import io.eventrouter.benchmarks.merge.variant.Variant;
import io.eventrouter.benchmarks.process.BenchmarkException;
import io.eventrouter.benchmarks.process.Deadline;
import io.eventrouter.benchmarks.process.OthersCpu;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.TopicPartition;

/**
 * Publishes urgent events and reads them from the routed topic, with a reader for each lane as a
 * gateway has it, or one where there are no lanes. Confined to the measuring thread; publisher and
 * readers have threads of their own.
 */
final class UrgentProbe implements AutoCloseable {
    private static final Duration START_TIME = Duration.ofSeconds(60);

    private final Bench bench;
    private final Plan plan;
    private final RunningVariant running;
    private final Arrivals arrivals;
    private final UrgentPublisher publisher;
    private final List<RoutedReader> readers = new ArrayList<>();
    private int first;
    private int end;

    UrgentProbe(Bench bench, TopicSet set, RunningVariant running, boolean laned) {
        this.bench = bench;
        this.plan = bench.plan();
        this.running = running;
        Duration longest = START_TIME.multipliedBy(2).plus(plan.warmUp()).plus(plan.window());
        int most = Math.toIntExact(plan.criticalPerSecond() * longest.toSeconds());
        this.arrivals = new Arrivals(most);
        this.publisher =
                new UrgentPublisher(
                        bench.bootstrap(),
                        set.names(),
                        bench.layout(),
                        plan.criticalPerSecond(),
                        most);
        List<TopicPartition> partitions = running.routedPartitions();
        int lanes = laned ? 2 : 1;
        int each = partitions.size() / lanes;
        for (int lane = 0; lane < lanes; lane++)
            readers.add(
                    new RoutedReader(
                            bench.bootstrap(),
                            partitions.subList(lane * each, (lane + 1) * each),
                            arrivals));
    }

    /**
     * Publishes until something has been routed, and from then on through warm-up and window.
     *
     * @return events of all levels that were routed within the window
     */
    long run(Variant variant, int round, Figures<Variant> into) {
        publisher.start();
        Deadline.in(START_TIME).await("the first routed event", () -> running.routedEvents() > 0);
        Deadline.in(plan.warmUp()).await();
        first = publisher.nextNumber();
        long before = running.routedEvents();
        OthersCpu others = bench.watchOthers();
        Deadline.in(plan.window()).await();
        end = publisher.nextNumber();
        long after = running.routedEvents();
        others.processors()
                .ifPresent(p -> into.add(new Figure<>(Metrics.OTHERS_CPU, variant, round, p)));
        publisher.endBefore(end);
        return after - before;
    }

    /**
     * What there is of the window, once all has arrived or the grace is over.
     *
     * @throws BenchmarkException when a reader has failed
     */
    DelaySummary delays(Duration grace) {
        var deadline = Deadline.in(grace);
        while (!arrivals.all(first, end) && !deadline.passed())
            Deadline.in(Duration.ofMillis(20)).await();
        readers.forEach(RoutedReader::requireReading);
        long[] delays = arrivals.delays(first, end);
        long now = System.nanoTime();
        var waited = new long[delays.length];
        for (int i = 0; i < waited.length; i++) waited[i] = now - publisher.dueNanos(first + i);
        return DelaySummary.of(delays, waited);
    }

    @Override
    public void close() {
        publisher.close();
        readers.forEach(RoutedReader::close);
    }
}
