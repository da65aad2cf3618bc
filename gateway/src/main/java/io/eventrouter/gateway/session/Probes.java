package io.eventrouter.gateway.session;

/**
 * Measures how long one client takes to read what it is sent: a ping follows the events of a write,
 * and its pong comes when the client has read up to there. Under pressure there is one for each
 * {@value #ASK_BYTES} bytes, and what it covers counts in the {@link SendBudget} until the pong
 * comes; else one in {@value #CALM_NANOS} ns, to know the shortest time.
 *
 * <p>Sizes are of events and messages, without frame headers; times are of the nanosecond clock.
 * Confined to the session's worker.
 */
final class Probes {
    /** A client that keeps up is asked no more often than that. */
    static final long CALM_NANOS = 5_000_000_000L;

    /** Under pressure there is a ping for so many bytes, and no more than one in a write. */
    static final int ASK_BYTES = 16 << 10;

    /**
     * For so long a shortest time holds, and no more than twice that: the way may have become
     * longer.
     */
    static final long SHORTEST_HOLDS_NANOS = 300_000_000_000L;

    /** So many may be unanswered. */
    static final int MOST = 4;

    private static final long UNKNOWN = Long.MAX_VALUE;

    private final SendBudget budget;
    private final long[] bytesBefore = new long[MOST];
    private final long[] askedNanos = new long[MOST];
    private long sentBytes;
    private long confirmedBytes;

    /** Of those under way: what the budget counts. */
    private long countedBytes;

    private long asked;
    private long answered;
    private long shortest = UNKNOWN;
    private long shortestBefore = UNKNOWN;
    private long shortestSince;
    private boolean isLate;

    Probes(SendBudget budget, long nowNanos) {
        this.budget = budget;
        shortestSince = nowNanos;
    }

    /** So many bytes go out; returns whether a ping is to follow them. */
    boolean sending(long bytes, long nowNanos) {
        sentBytes += bytes;
        if (asked - answered == MOST) return false;
        if (budget.isPressed() && sentBytes - askedBytes() >= ASK_BYTES) return true;
        return asked == answered
                && (asked == 0 || nowNanos - askedNanos[place(asked)] >= CALM_NANOS);
    }

    /** Returns the ping that goes out now, behind all that was sent. */
    Probe ask(long nowNanos) {
        long before = askedBytes();
        asked++;
        bytesBefore[place(asked)] = sentBytes;
        askedNanos[place(asked)] = nowNanos;
        if (!isLate) {
            countedBytes += sentBytes - before;
            budget.asked(this, asked, sentBytes - before, nowNanos);
        }
        return new Probe(asked);
    }

    private long askedBytes() {
        return asked == answered ? confirmedBytes : bytesBefore[place(asked)];
    }

    /**
     * The client has read up to a ping. What was not asked, or is answered, does nothing.
     *
     * @param nanos when the answer came
     */
    void answered(long number, long nanos) {
        if (!isUnanswered(number)) return;
        long took = Math.max(0, nanos - askedNanos[place(number)]);
        long bytes = bytesBefore[place(number)] - confirmedBytes;
        long counted = Math.min(bytes, countedBytes);
        countedBytes -= counted;
        confirmedBytes += bytes;
        answered = number;
        if (answered == asked) isLate = false;
        measured(took, nanos);
        budget.answered(counted, took, Math.min(shortest, shortestBefore));
    }

    private void measured(long took, long nowNanos) {
        if (nowNanos - shortestSince > SHORTEST_HOLDS_NANOS) {
            shortestBefore = shortest;
            shortest = UNKNOWN;
            shortestSince = nowNanos;
        }
        shortest = Math.min(shortest, took);
    }

    /** Whether that ping was asked, and neither it nor a later one is answered. */
    boolean isUnanswered(long number) {
        return number > answered && number <= asked;
    }

    /** What is under way does not count any more, until the client has answered all of it. */
    void writeOff() {
        isLate = true;
        budget.writtenOff(countedBytes);
        countedBytes = 0;
    }

    private static int place(long number) {
        return (int) (number % MOST);
    }
}
