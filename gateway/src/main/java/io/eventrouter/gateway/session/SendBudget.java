package io.eventrouter.gateway.session;

import java.util.ArrayDeque;

/**
 * How much may be under way to all clients of a worker together while more events come than go.
 * What a socket has taken cannot be overtaken any more, and sockets take megabytes. So under
 * pressure weighted events wait in the look-ahead, where urgent ones overtake them: sessions are
 * written to in turn, each with much at once, and no further than clients have read.
 *
 * <p>There is pressure from when an event has waited for {@value #PRESSURE_NANOS} ns in the
 * look-ahead until none waits longer than {@value #CALM_NANOS} ns. The bound is made from how long
 * clients take to answer {@link Probes}, beyond the shortest that each ever took. It grows when
 * that is less than allowed, and shrinks when it is more: in proportion, and by no more than a
 * tenth of what was confirmed. That is the control of LEDBAT (RFC 6817), with the clients' reading
 * as the queue. Allowed is the target and once more the shortest time: long ways jitter more, and a
 * bound below what such a way carries would only cost throughput.
 *
 * <p>What a client does not confirm for {@value #LATE_NANOS} ns counts no more: one that reads
 * nothing holds up nobody for longer, and that once. Bytes and times as in {@link Probes}. Confined
 * to its worker's thread.
 */
final class SendBudget {
    static final long PRESSURE_NANOS = 50_000_000;
    static final long CALM_NANOS = 20_000_000;
    static final long LATE_NANOS = 1_000_000_000;

    /** A few writes of each of some sessions: there is always something under way. */
    static final long LEAST_BYTES = 1 << 20;

    static final long MOST_BYTES = 1 << 30;

    /** The part of what was confirmed by which the bound changes at most. */
    static final double GAIN = 0.1;

    private final long targetNanos;
    private final long leastBytes;
    private final ArrayDeque<Ask> asks = new ArrayDeque<>();
    private long underWay;
    private long bound;
    private boolean pressed;

    private record Ask(Probes probes, long number, long nanos) {}

    /**
     * @param targetNanos how much longer than on the shortest way events may be under way; 0 for
     *     any time: then there is never a bound
     * @param leastBytes the bound is never less
     */
    SendBudget(long targetNanos, long leastBytes) {
        this.targetNanos = targetNanos;
        this.leastBytes = leastBytes;
        bound = leastBytes;
    }

    /** Finds out whether there is pressure, and who is late. */
    void look(long longestWaitNanos, long nowNanos) {
        if (isOff()) return;
        pressed = longestWaitNanos > (pressed ? CALM_NANOS : PRESSURE_NANOS);
        for (Ask first = asks.peek(); first != null; first = asks.peek()) {
            boolean open = first.probes.isUnanswered(first.number);
            if (open && nowNanos - first.nanos < LATE_NANOS) return;
            if (open) first.probes.writeOff();
            asks.remove();
        }
    }

    /** Whether there is never a bound. */
    boolean isOff() {
        return targetNanos == 0;
    }

    /** Whether more events come than go. */
    boolean isPressed() {
        return pressed;
    }

    /** Whether more may go out of what is not urgent. */
    boolean hasRoom() {
        return !pressed || underWay < bound;
    }

    /** Until somebody is late, where that is waited for; {@link Long#MAX_VALUE} else. */
    long nanosLeft(long nowNanos) {
        Ask first = asks.peek();
        return hasRoom() || first == null
                ? Long.MAX_VALUE
                : Math.max(0, LATE_NANOS - (nowNanos - first.nanos));
    }

    /** So many bytes more are under way, in front of that ping. */
    void asked(Probes probes, long number, long bytes, long nowNanos) {
        underWay += bytes;
        asks.add(new Ask(probes, number, nowNanos));
    }

    /**
     * So many of them have come.
     *
     * @param tookNanos from asking to the answer
     * @param shortestNanos the least that it took for that client
     */
    void answered(long bytes, long tookNanos, long shortestNanos) {
        underWay -= bytes;
        if (!pressed) return;
        long allowed = targetNanos + shortestNanos;
        long delay = tookNanos - shortestNanos;
        double off = Math.max(-1, (double) (allowed - delay) / allowed);
        long next = bound + Math.round(GAIN * off * bytes);
        bound = Math.max(leastBytes, Math.min(MOST_BYTES, next));
    }

    /** What is counted of what is under way. */
    long underWay() {
        return underWay;
    }

    /** What may be, as long as there is pressure. */
    long bound() {
        return bound;
    }

    /** So many of them are not counted any more. */
    void writtenOff(long bytes) {
        underWay -= bytes;
    }
}
