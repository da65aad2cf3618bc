package io.eventrouter.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class DeadlineOrderPropertiesTest {
    private static final long START = 1_800_000_000_000L;

    /** Time passes, then a record of a level arrives, then some are served. */
    record Step(int rank, int millis, int services) {}

    private long now = START;

    private record Waiting(int rank, long deadline) {}

    private record Served(Waiting record, List<Waiting> heads) {}

    @Property(tries = 500)
    void alwaysTakesTheHeadWhoseDeadlineIsFirst(
            @ForAll("targets") List<Long> targets, @ForAll("steps") List<Step> steps) {
        List<Served> log = run(targets, steps);

        assertThat(log)
                .allSatisfy(
                        s ->
                                assertThat(s.heads())
                                        .allMatch(h -> h.deadline() >= s.record().deadline()));
        assertThat(log).hasSize(steps.size());
    }

    @Property(tries = 500)
    void overtakesNobodyWhoHasWaitedForTheDifferenceOfTheTargets(
            @ForAll("targets") List<Long> targets, @ForAll("steps") List<Step> steps) {
        List<Served> log = run(targets, steps);

        long longest = targets.stream().mapToLong(Long::longValue).max().orElseThrow();
        for (Served served : log)
            for (Waiting head : served.heads())
                assertThat(published(served.record(), targets))
                        .isLessThanOrEqualTo(published(head, targets) + longest);
    }

    /**
     * All that is published later than that comes after it: it is served, however many those are.
     */
    @Property(tries = 200)
    void letsALevelThatMayWaitLongestInAsSoonAsItsTargetEnds(
            @ForAll @LongRange(min = 1, max = 100_000) long patience,
            @ForAll @IntRange(min = 1, max = 50) int perMillisecond) {
        now = START;
        var order = new DeadlineOrder(List.of(0L, patience), () -> now);
        long patient = order.headOf(1, 0, START);

        now = START + patience + 1;
        long flood = firstOf(order, perMillisecond);

        assertThat(patient).isLessThan(flood);
    }

    private long firstOf(DeadlineOrder order, int records) {
        return IntStream.range(0, records)
                .mapToLong(i -> order.headOf(0, 0, now))
                .min()
                .orElseThrow();
    }

    @Property(tries = 500)
    void isNeverNegativeNorAheadOfNowWhateverTheTimestamp(
            @ForAll long published, @ForAll @IntRange(min = 0, max = 3) int rank) {
        now = START;
        var order = new DeadlineOrder(List.of(0L, 200L, 2_000L, 30_000L), () -> now);

        long tag = order.headOf(rank, 0, published);

        assertThat(tag).isNotNegative().isLessThanOrEqualTo(order.headOf(rank, 0, now));
        assertThat(tag & 15).isEqualTo(rank);
        if (published < 0) assertThat(tag).isEqualTo(order.headOf(rank, 0, now));
    }

    @Property(tries = 100)
    void dependsOnNothingThatWasServedBefore(@ForAll("steps") List<Step> steps) {
        now = START;
        var fresh = new DeadlineOrder(List.of(0L, 200L, 2_000L, 30_000L), () -> now);
        var used = new DeadlineOrder(List.of(0L, 200L, 2_000L, 30_000L), () -> now);
        for (Step step : steps) used.served(used.headOf(step.rank() % 4, 1, START - step.millis()));

        assertThat(used.headOf(2, 0, START - 5)).isEqualTo(fresh.headOf(2, 0, START - 5));
    }

    /** As Kafka Streams does it: the head with the lowest tag. */
    private List<Served> run(List<Long> targets, List<Step> steps) {
        now = START;
        var order = new DeadlineOrder(targets, () -> now);
        List<Deque<Waiting>> queues = new ArrayList<>();
        for (int i = 0; i < targets.size(); i++) queues.add(new ArrayDeque<>());
        var log = new ArrayList<Served>();
        for (Step step : steps) {
            now += step.millis();
            int rank = step.rank() % targets.size();
            queues.get(rank).add(new Waiting(rank, now + targets.get(rank)));
            for (int i = 0; i < step.services(); i++) serve(order, queues, targets, log);
        }
        while (serve(order, queues, targets, log)) {}
        return log;
    }

    private boolean serve(
            DeadlineOrder order,
            List<Deque<Waiting>> queues,
            List<Long> targets,
            List<Served> log) {
        List<Waiting> heads =
                queues.stream().filter(q -> !q.isEmpty()).map(Deque::element).toList();
        if (heads.isEmpty()) return false;
        Waiting lowest = heads.get(0);
        for (Waiting head : heads)
            if (tag(order, head, targets) < tag(order, lowest, targets)) lowest = head;
        queues.get(lowest.rank()).remove();
        log.add(new Served(lowest, heads));
        return true;
    }

    private static long tag(DeadlineOrder order, Waiting head, List<Long> targets) {
        return order.headOf(head.rank(), 0, published(head, targets));
    }

    private static long published(Waiting record, List<Long> targets) {
        return record.deadline() - targets.get(record.rank());
    }

    @Provide
    Arbitrary<List<Long>> targets() {
        return Arbitraries.longs().between(0, 100_000).list().ofMinSize(1).ofMaxSize(16);
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 15),
                        Arbitraries.integers().between(0, 50_000),
                        Arbitraries.integers().between(0, 3))
                .as(Step::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(80);
    }
}
