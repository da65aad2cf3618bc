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
     * For so long a shortest time holds, and no more than twice that without pressure: the way may
     * have become longer.
     */
    static final long SHORTEST_HOLDS_NANOS = 300_000_000_000L;

    /** So many may be unanswered. */
    static final int MOST = 4;

    private static final long UNKNOWN = Long.MAX_VALUE;

    private final SendBudget budget;

    /** By ping: what the budget counts of what it covers. */
    private final long[] counted = new long[MOST];

    private final long[] askedNanos = new long[MOST];
    private long sentBytes;

    /** Of those sent: what a ping covers, or went out when there was nothing to count. */
    private long coveredBytes;

    private long asked;
    private long answered;
    private long shortest = UNKNOWN;
    private long shortestBefore = UNKNOWN;
    private long shortestSince;

    /** It is late until it has answered that one. */
    private long lateUntil;

    Probes(SendBudget budget, long nowNanos) {
        this.budget = budget;
        shortestSince = nowNanos;
    }

    /** So many bytes go out; returns whether a ping is to follow them. */
    boolean sending(long bytes, long nowNanos) {
        if (!budget.isPressed() && asked == answered) coveredBytes = sentBytes;
        sentBytes += bytes;
        if (asked - answered == MOST) return false;
        if (budget.isPressed() && sentBytes - coveredBytes >= ASK_BYTES) return true;
        if (asked != answered) return false;
        if (asked == 0 || nowNanos - askedNanos[place(asked)] >= CALM_NANOS) return true;
        if (!budget.isPressed()) coveredBytes = sentBytes; // what comes next is not counted
        return false;
    }

    /**
     * Until when nothing needs to be asked or counted if no pressure comes; the past for no such
     * time.
     */
    long calmUntilNanos() {
        long last = askedNanos[place(asked)];
        return asked == answered ? last + CALM_NANOS : last;
    }

    /** Returns the ping that goes out now, behind all that was sent. */
    Probe ask(long nowNanos) {
        asked++;
        askedNanos[place(asked)] = nowNanos;
        boolean counts = answered >= lateUntil;
        counted[place(asked)] = counts ? sentBytes - coveredBytes : 0;
        coveredBytes = sentBytes;
        if (counts) budget.asked(this, asked, counted[place(asked)], nowNanos);
        return new Probe(asked);
    }

    /**
     * The client has read up to a ping. What was not asked, or is answered, does nothing.
     *
     * @param nanos when the answer came
     */
    void answered(long number, long nanos) {
        if (!isUnanswered(number)) return;
        long took = Math.max(0, nanos - askedNanos[place(number)]);
        long bytes = takeCounted(number);
        answered = number;
        measured(took, nanos);
        budget.answered(bytes, took, Math.min(shortest, shortestBefore));
    }

    /** What is counted of the pings that are not answered, up to one; from now on nothing. */
    private long takeCounted(long number) {
        long bytes = 0;
        for (long each = answered + 1; each <= number; each++) {
            bytes += counted[place(each)];
            counted[place(each)] = 0;
        }
        return bytes;
    }

    private void measured(long took, long nowNanos) {
        if (!budget.isPressed() && nowNanos - shortestSince > SHORTEST_HOLDS_NANOS) {
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

    /** What is under way does not count any more, nor what follows until all that is answered. */
    void writeOff() {
        lateUntil = asked;
        budget.writtenOff(takeCounted(asked));
    }

    private static int place(long number) {
        return (int) (number % MOST);
    }
}
