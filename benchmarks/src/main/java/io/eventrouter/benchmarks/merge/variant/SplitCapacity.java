package io.eventrouter.benchmarks.merge.variant;

import java.util.Arrays;

/**
 * How the records of a turn are divided among levels, and who may burst, by the rules of Flipkart's
 * priority-kafka-client: each level has a quota by weight; the most urgent level that got its whole
 * quota in at least 4 of the last 6 turns also gets what each other level that did not has left
 * unused in all of them. Pure; not thread-safe.
 */
final class SplitCapacity {
    /** The default of {@code max.poll.records}, which is the capacity of a turn there. */
    private static final int TURN = 500;

    private static final int HISTORY = 6;
    private static final int FULL_TURNS = 4;

    private final int[] quotas;
    private final int[][] taken;
    private int turn;

    /**
     * @param weights by rank, the most urgent first
     */
    SplitCapacity(int[] weights) {
        // Multiples of the weights, so that rounding does not spoil the shares.
        int factor = Math.max(1, TURN / Arrays.stream(weights).sum());
        this.quotas = Arrays.stream(weights).map(w -> w * factor).toArray();
        this.taken = new int[HISTORY][weights.length];
    }

    int levels() {
        return quotas.length;
    }

    int quota(int rank) {
        return quotas[rank];
    }

    /**
     * Notes a turn.
     *
     * @param counts records that each level got of its quota, by rank
     */
    void took(int[] counts) {
        taken[turn++ % HISTORY] = counts.clone();
    }

    /** The level that may burst; -1 for none. */
    int burstRank() {
        for (int rank = 0; rank < quotas.length; rank++) if (isHungry(rank)) return rank;
        return -1;
    }

    /** How many records a turn may have on top of its quotas, for the level that may burst. */
    int unused() {
        int unused = 0;
        for (int rank = 0; rank < quotas.length; rank++)
            if (!isHungry(rank)) {
                int level = rank;
                int most = Arrays.stream(taken).mapToInt(t -> t[level]).max().orElse(0);
                unused += quotas[rank] - most;
            }
        return unused;
    }

    private boolean isHungry(int rank) {
        return Arrays.stream(taken).filter(t -> t[rank] >= quotas[rank]).count() >= FULL_TURNS;
    }
}
