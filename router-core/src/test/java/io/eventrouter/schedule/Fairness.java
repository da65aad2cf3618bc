package io.eventrouter.schedule;

import io.eventrouter.schedule.TaggedQueues.Served;
import java.util.List;

/**
 * The bound of start-time fair queueing, {@code |W_i/w_i - W_j/w_j| <= l_i/w_i + l_j/w_j}, over
 * every interval in which both levels stay backlogged. The difference over an interval is that of a
 * running difference at its ends, so its largest value is maximum less minimum: one pass for all
 * intervals.
 */
final class Fairness {
    /** One unit of virtual time for each of two levels, at weight 1, in records of 1 KiB. */
    private static final double ROUNDING = 2 / 4096.0;

    private Fairness() {}

    /** How far the worst pair is from its bound: 1 is on it, above 1 breaks it. */
    static double worst(List<Served> log, int[] weights, RecordCost cost) {
        double worst = 0;
        for (int i = 0; i < weights.length; i++)
            for (int j = i + 1; j < weights.length; j++) {
                double bound =
                        largest(log, i) / weights[i]
                                + largest(log, j) / weights[j]
                                + ROUNDING * cost.of(1024);
                worst = Math.max(worst, widest(log, weights, i, j) / bound);
            }
        return worst;
    }

    private static double largest(List<Served> log, int rank) {
        return log.stream().filter(s -> s.rank() == rank).mapToDouble(Served::cost).max().orElse(0);
    }

    private static double widest(List<Served> log, int[] weights, int i, int j) {
        double widest = 0;
        double running = 0;
        double low = 0;
        double high = 0;
        for (Served served : log) {
            if (!served.backlogged().get(i) || !served.backlogged().get(j)) {
                running = 0;
                low = 0;
                high = 0;
                continue;
            }
            if (served.rank() == i) running += served.cost() / weights[i];
            if (served.rank() == j) running -= served.cost() / weights[j];
            low = Math.min(low, running);
            high = Math.max(high, running);
            widest = Math.max(widest, high - low);
        }
        return widest;
    }
}
