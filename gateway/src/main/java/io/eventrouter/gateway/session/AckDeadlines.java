package io.eventrouter.gateway.session;

import java.util.TreeSet;

/**
 * When to look at the sessions of one worker for events whose time to be acknowledged is up: one
 * entry for each session that has such a deadline, so that none needs a timer. Confined to its
 * worker's thread.
 */
final class AckDeadlines {
    /**
     * @param number that no other has
     */
    record Deadline(long nanos, long number, SessionAcks acks) {
        /** By difference, since the clock may wrap. */
        int compare(Deadline other) {
            long later = nanos - other.nanos;
            return later == 0 ? Long.compare(number, other.number) : Long.signum(later);
        }
    }

    private final TreeSet<Deadline> inOrder = new TreeSet<>(Deadline::compare);
    private long made;

    /** Sets or moves the deadline of a session. */
    void set(SessionAcks acks, long nanos) {
        remove(acks);
        var deadline = new Deadline(nanos, made++, acks);
        acks.lookAt(deadline);
        inOrder.add(deadline);
    }

    void remove(SessionAcks acks) {
        if (acks.deadline() != null) inOrder.remove(acks.deadline());
        acks.lookAt(null);
    }

    /** Takes out one whose deadline has passed; null for none. */
    SessionAcks pollDue(long nowNanos) {
        if (nanosLeft(nowNanos) > 0) return null;
        SessionAcks due = inOrder.pollFirst().acks();
        due.lookAt(null);
        return due;
    }

    /** Until the first deadline; {@link Long#MAX_VALUE} for none. */
    long nanosLeft(long nowNanos) {
        return inOrder.isEmpty() ? Long.MAX_VALUE : Math.max(0, inOrder.first().nanos() - nowNanos);
    }
}
