package io.eventrouter.system.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.eventrouter.wire.CloudEventHeaders;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What each level got of a partition of the routed topic, while all were backlogged: from the first
 * record to the last of the level that ran out first. Each record costs 1.
 */
final class Shares {
    private final Map<String, Integer> weights;
    private final List<String> order;

    private Shares(Map<String, Integer> weights, List<String> order) {
        this.weights = weights;
        this.order = order;
    }

    /**
     * @param backlog how many records each level had before the merge began
     */
    static Shares of(
            List<ConsumerRecord<byte[], byte[]>> routed,
            Map<String, Integer> weights,
            int backlog) {
        List<String> levels =
                routed.stream().map(r -> MergeStage.header(r, CloudEventHeaders.PRIORITY)).toList();
        return new Shares(weights, levels.subList(0, whereFirstRunsOut(levels, weights, backlog)));
    }

    private static int whereFirstRunsOut(
            List<String> levels, Map<String, Integer> weights, int backlog) {
        var left = new java.util.HashMap<String, Integer>();
        weights.keySet().forEach(level -> left.put(level, backlog));
        for (int i = 0; i < levels.size(); i++)
            if (left.merge(levels.get(i), -1, Integer::sum) == 0) return i + 1;
        return levels.size();
    }

    int size() {
        return order.size();
    }

    /** Every run of so many records has each level's share, give or take that part of it. */
    void assertEveryWindow(int size, double tolerance) {
        assertThat(order).hasSizeGreaterThan(size);
        double sum = weights.values().stream().mapToInt(Integer::intValue).sum();
        weights.forEach(
                (level, weight) -> {
                    double expected = size * weight / sum;
                    int inWindow = 0;
                    for (int i = 0; i < order.size(); i++) {
                        if (order.get(i).equals(level)) inWindow++;
                        if (i >= size && order.get(i - size).equals(level)) inWindow--;
                        if (i >= size - 1)
                            assertThat((double) inWindow)
                                    .as("%s in the %d records up to %d", level, size, i)
                                    .isCloseTo(expected, within(expected * tolerance));
                    }
                });
    }

    /**
     * {@code |W_i/w_i - W_j/w_j| <= 1/w_i + 1/w_j} over every interval: the difference over an
     * interval is that of the running difference at its ends, so the largest is maximum less
     * minimum.
     */
    void assertFairOverEveryInterval() {
        List<String> levels = List.copyOf(weights.keySet());
        for (int i = 0; i < levels.size(); i++)
            for (int j = i + 1; j < levels.size(); j++) assertFair(levels.get(i), levels.get(j));
    }

    private void assertFair(String i, String j) {
        double running = 0;
        double low = 0;
        double high = 0;
        for (String level : order) {
            if (level.equals(i)) running += 1.0 / weights.get(i);
            if (level.equals(j)) running -= 1.0 / weights.get(j);
            low = Math.min(low, running);
            high = Math.max(high, running);
        }
        assertThat(high - low)
                .as("%s against %s", i, j)
                .isLessThanOrEqualTo(1.0 / weights.get(i) + 1.0 / weights.get(j) + 0.001);
    }
}
