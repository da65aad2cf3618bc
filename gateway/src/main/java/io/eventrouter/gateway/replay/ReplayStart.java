package io.eventrouter.gateway.replay;

/** Where a replay can begin, and what it cannot bring back. Immutable: nobody changes the array. */
public final class ReplayStart {
    /**
     * For a place behind the end of the log: it is not this log's, or the log has lost its tail.
     */
    static final ReplayStart UNKNOWN = new ReplayStart(null, 0);

    private final long[] next;
    private final long lost;

    ReplayStart(long[] next, long lost) {
        this.next = next;
        this.lost = lost;
    }

    /** By partition, what is to be delivered first; null when the place is none of this log. */
    public long[] next() {
        return next;
    }

    /** How many offsets are gone, of any channel. */
    public long lost() {
        return lost;
    }

    public boolean isKnown() {
        return next != null;
    }

    /** Decides it, from where the log begins and ends in each partition. */
    static ReplayStart of(long[] wanted, long[] beginnings, long[] ends) {
        long lost = 0;
        long[] next = wanted.clone();
        for (int p = 0; p < next.length; p++) {
            if (next[p] > ends[p]) return UNKNOWN;
            lost += Math.max(0, beginnings[p] - next[p]);
            next[p] = Math.max(next[p], beginnings[p]);
        }
        return new ReplayStart(next, lost);
    }
}
