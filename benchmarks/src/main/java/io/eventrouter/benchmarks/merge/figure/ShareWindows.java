package io.eventrouter.benchmarks.merge.figure;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * Shares of levels in a sequence of routed events, held against their weights over every window of
 * so many consecutive events: a window for each event that ends one, not one after the other.
 *
 * <p>The sequence ends for this purpose with the last event of the first level that runs out: from
 * there on, not all have a backlog. Linear time, one window of memory. Not thread-safe.
 */
public final class ShareWindows {
    private final int[] weights;
    private final long[] backlog;
    private final byte[] window;
    private final long[] inWindow;
    private final long[] counts;
    private final int weightSum;
    private long seen;
    private boolean over;
    private double worst = -1;
    private double worstRelative = -1;

    /**
     * @param weights by rank
     * @param backlog how many events of each level the sequence holds at most, by rank
     * @param window events in a window
     */
    public ShareWindows(int[] weights, long[] backlog, int window) {
        if (weights.length != backlog.length || window < 1)
            throw new IllegalArgumentException(
                    weights.length + " weights, " + backlog.length + " levels, window " + window);
        this.weights = weights.clone();
        this.backlog = backlog.clone();
        this.window = new byte[window];
        this.inWindow = new long[weights.length];
        this.counts = new long[weights.length];
        this.weightSum = Arrays.stream(weights).sum();
    }

    /** The next event of the sequence. */
    public void next(int rank) {
        if (over) return;
        int slot = (int) (seen % window.length);
        if (seen >= window.length) inWindow[window[slot]]--;
        window[slot] = (byte) rank;
        inWindow[rank]++;
        counts[rank]++;
        seen++;
        if (seen >= window.length) judge();
        over = counts[rank] == backlog[rank];
    }

    /** Events of each level while all had a backlog, by rank. */
    public long[] counts() {
        return counts.clone();
    }

    /**
     * The largest distance of a level's share from its weight's, 0 to 1; empty without a window.
     */
    public OptionalDouble worst() {
        return worst < 0 ? OptionalDouble.empty() : OptionalDouble.of(worst);
    }

    /** The same, as a part of the share that the level should have. */
    public OptionalDouble worstRelative() {
        return worstRelative < 0 ? OptionalDouble.empty() : OptionalDouble.of(worstRelative);
    }

    private void judge() {
        for (int i = 0; i < weights.length; i++) {
            double due = (double) weights[i] / weightSum;
            double error = Math.abs((double) inWindow[i] / window.length - due);
            worst = Math.max(worst, error);
            worstRelative = Math.max(worstRelative, error / due);
        }
    }
}
