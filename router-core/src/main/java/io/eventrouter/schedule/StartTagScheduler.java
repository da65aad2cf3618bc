package io.eventrouter.schedule;

import java.util.Arrays;

/**
 * Start-time fair queueing (Goyal, Vin, Cheng: "Start-Time Fair Queueing", SIGCOMM 1996) over up to
 * 16 queues, one for a level.
 *
 * <p>When a record becomes the head of its queue it is given a start tag; who serves the queues
 * always takes the head with the lowest tag, and reports it back:
 *
 * <pre>
 *   start(record of level i) = max(v, finish_i)      v = start tag of the record in service
 *   finish_i                 = start + cost / weight_i
 * </pre>
 *
 * While levels stay backlogged each is served in proportion to its weight; the share of an idle
 * level goes to the others; a level that was idle has no credit from that time. Over every interval
 * in which i and j stay backlogged {@code |W_i/w_i - W_j/w_j| <= l_i/w_i + l_j/w_j}, with W the
 * cost served and l the largest cost of a record.
 *
 * <p>A tag is 59 bits of virtual time over 4 bits of rank, so it is never negative, no two levels
 * tie, and at one virtual time the more urgent goes first. Virtual time counts in 4,096ths of what
 * a record of 1 KiB takes at weight 1: whatever the cost function, so that large costs do not use
 * it up. A record takes at least one such unit, or a flood of records that cost nothing would never
 * let another level in. The division by the weight carries its remainder: shares do not drift.
 *
 * <p>Whenever no tag is outstanding virtual time starts again from 0, with what levels still owe
 * kept. Without a single such moment it lasts for 1.4 * 10^14 records of 1 KiB at weight 1, and
 * then saturates: the order among heads degrades to urgency, no record is lost.
 *
 * <p>Not thread-safe: confined to the thread that serves its queues.
 */
public final class StartTagScheduler {
    /** The largest weight. */
    public static final int MAX_WEIGHT = 1_000;

    private static final int MAX_LEVELS = 16;
    private static final int RANK_BITS = 4;
    private static final int RANK_MASK = (1 << RANK_BITS) - 1;
    private static final long LAST_TIME = Long.MAX_VALUE >> RANK_BITS;

    private static final long REFERENCE_BYTES = 1 << 10;
    private static final double UNITS_OF_REFERENCE = 1 << 12;

    private final long[] finish;
    private final long[] remainder;
    private final int[] weights;
    private RecordCost cost;
    private double unitsPerCost;
    private long now;
    private long outstanding;

    /**
     * @param weights by rank, each 1 to 1,000; 1 to 16 of them
     * @throws IllegalArgumentException when a weight or their number is out of range
     */
    public StartTagScheduler(int[] weights, RecordCost cost) {
        if (weights.length < 1 || weights.length > MAX_LEVELS)
            throw new IllegalArgumentException(weights.length + " levels: 1 to 16 are allowed");
        this.weights = new int[weights.length];
        this.finish = new long[weights.length];
        this.remainder = new long[weights.length];
        reweigh(weights, cost);
    }

    /**
     * Takes other weights from the next record on. Tags that were given stay as they are.
     *
     * @throws IllegalArgumentException when a weight is out of range, or their number changed;
     *     nothing has changed then
     */
    public void reweigh(int[] newWeights, RecordCost newCost) {
        if (newWeights.length != weights.length)
            throw new IllegalArgumentException(
                    newWeights.length + " weights given for " + weights.length + " levels");
        for (int weight : newWeights)
            if (weight < 1 || weight > MAX_WEIGHT)
                throw new IllegalArgumentException(
                        "weight " + weight + ": 1 to " + MAX_WEIGHT + " is allowed");
        System.arraycopy(newWeights, 0, weights, 0, weights.length);
        Arrays.fill(remainder, 0);
        cost = newCost;
        unitsPerCost = UNITS_OF_REFERENCE / newCost.of(REFERENCE_BYTES);
    }

    /**
     * The start tag of a record that has become the head of its level's queue. Each call must be
     * answered by one {@link #served(long)}, in the order of the tags; the next head of a level may
     * be asked for before its predecessor is reported.
     *
     * @param bytes the record's size, 0 or more
     */
    public long headOf(int rank, long bytes) {
        long start = Math.max(now, finish[rank]);
        long span = units(bytes) + remainder[rank];
        remainder[rank] = span % weights[rank];
        finish[rank] = Math.min(start + span / weights[rank], LAST_TIME);
        outstanding++;
        return start << RANK_BITS | rank;
    }

    /**
     * The record with this tag, the lowest of all heads, is in service. One call too many does no
     * harm.
     */
    public void served(long tag) {
        now = Math.max(now, tag >> RANK_BITS);
        if (outstanding > 0) outstanding--;
        if (outstanding == 0) rebase();
    }

    /** The rank of the level that a tag was given for. */
    public static int rankOf(long tag) {
        return (int) tag & RANK_MASK;
    }

    /** Forgets every tag and all that levels owe, as when its queues were thrown away. */
    public void reset() {
        Arrays.fill(finish, 0);
        Arrays.fill(remainder, 0);
        now = 0;
        outstanding = 0;
    }

    /** At most LAST_TIME, so that no sum in {@link #headOf} overflows. */
    private long units(long bytes) {
        double units = cost.of(bytes) * unitsPerCost;
        return units >= LAST_TIME ? LAST_TIME : Math.max(1, Math.round(units));
    }

    private void rebase() {
        for (int i = 0; i < finish.length; i++) finish[i] = Math.max(0, finish[i] - now);
        now = 0;
    }
}
