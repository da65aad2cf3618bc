package io.eventrouter.gateway.console;

import io.eventrouter.config.LevelSettings;
import io.eventrouter.event.Priority;
import io.eventrouter.topics.LevelBacklog;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.PackedHistogram;

/**
 * What passed in the last minute: a ring of samples, from which the figures of each level are made.
 * The first sample says only where the minute begins. Confined to one thread.
 */
final class FlowWindow {
    private static final long SPAN_NANOS = Duration.ofMinutes(1).toNanos();
    private static final int DIGITS = 2;

    /** Where weights are not what decides, no part is due. */
    private final boolean byWeight;

    private final LevelSettings levels;
    private final Deque<Sample> samples = new ArrayDeque<>();

    /**
     * @param dispatched delays since the sample before, by rank
     * @param read of the levels that are known
     */
    private record Sample(
            long nanos, List<AbstractHistogram> dispatched, Map<Priority, LevelBacklog> read) {}

    FlowWindow(LevelSettings levels, boolean byWeight) {
        this.levels = levels;
        this.byWeight = byWeight;
    }

    /**
     * @param dispatched delays since the last call, by rank; copied
     * @param read of the levels that are known
     */
    void add(
            long nanos,
            List<? extends AbstractHistogram> dispatched,
            Map<Priority, LevelBacklog> read) {
        var copies = new ArrayList<AbstractHistogram>();
        for (AbstractHistogram delays : dispatched) {
            var copy = new PackedHistogram(DIGITS);
            copy.add(delays);
            copies.add(copy);
        }
        samples.add(new Sample(nanos, copies, Map.copyOf(read)));
        while (samples.size() > 2 && nanos - samples.peek().nanos() > SPAN_NANOS) samples.poll();
    }

    void clear() {
        samples.clear();
    }

    /** How long ago the first sample was taken when the last one was. */
    Duration covered() {
        return samples.isEmpty()
                ? Duration.ZERO
                : Duration.ofNanos(samples.getLast().nanos() - samples.getFirst().nanos());
    }

    /** The figures, the most urgent level first. */
    List<LevelView> levels() {
        List<PackedHistogram> delays = levels.priorities().all().stream().map(this::sum).toList();
        long shared = 0;
        int weights = 0;
        for (Priority level : levels.priorities())
            if (!levels.of(level).express()) {
                shared += delays.get(level.rank()).getTotalCount();
                weights += levels.of(level).weight().orElseThrow();
            }
        var views = new ArrayList<LevelView>();
        for (Priority level : levels.priorities())
            views.add(view(level, delays.get(level.rank()), shared, weights));
        return views;
    }

    /** Of all samples but the first, which began before the window. */
    private PackedHistogram sum(Priority level) {
        var sum = new PackedHistogram(DIGITS);
        samples.stream().skip(1).forEach(s -> sum.add(s.dispatched().get(level.rank())));
        return sum;
    }

    private LevelView view(Priority level, PackedHistogram delays, long shared, int weights) {
        boolean express = levels.of(level).express();
        long count = delays.getTotalCount();
        LevelBacklog last = samples.isEmpty() ? null : samples.getLast().read().get(level);
        return new LevelView(
                level.name(),
                express ? null : levels.of(level).weight().getAsInt(),
                express || !byWeight
                        ? null
                        : (double) levels.of(level).weight().getAsInt() / weights,
                express || shared == 0 ? null : (double) count / shared,
                last == null ? null : last.waiting(),
                published(level),
                perSecond(count, covered()),
                count == 0 ? null : delays.getValueAtPercentile(50),
                count == 0 ? null : delays.getValueAtPercentile(99),
                count == 0 ? null : delays.getMaxValue());
    }

    /** From the first to the last sample that has the level. */
    private Double published(Priority level) {
        Sample first = null;
        Sample last = null;
        for (Sample sample : samples)
            if (sample.read().containsKey(level)) {
                if (first == null) first = sample;
                last = sample;
            }
        if (first == null) return null;
        long records = last.read().get(level).end() - first.read().get(level).end();
        return perSecond(records, Duration.ofNanos(last.nanos() - first.nanos()));
    }

    private static Double perSecond(long events, Duration time) {
        return time.isZero() ? null : Math.max(0, events) * 1e9 / time.toNanos();
    }
}
