package io.eventrouter.gateway.session;

import java.util.TreeSet;

/**
 * When to look at the sessions of one worker for events whose time to be acknowledged is up: one
 * entry for each session that has such a deadline, so that none needs a timer. Confined to its
 * worker's thread.
 */
final class AckDeadlines {
    private final TreeSet<SessionAcks> inOrder = new TreeSet<>(SessionAcks::compareDeadlines);

    /** Sets or moves the deadline of a session. */
    void set(SessionAcks acks, long deadlineNanos) {
        remove(acks);
        acks.lookAt(deadlineNanos);
        inOrder.add(acks);
    }

    void remove(SessionAcks acks) {
        if (acks.isToBeLookedAt()) inOrder.remove(acks);
        acks.lookedAt();
    }

    /** Takes out one whose deadline has passed; null for none. */
    SessionAcks pollDue(long nowNanos) {
        if (nanosLeft(nowNanos) > 0) return null;
        SessionAcks due = inOrder.pollFirst();
        due.lookedAt();
        return due;
    }

    /** Until the first deadline; {@link Long#MAX_VALUE} for none. */
    long nanosLeft(long nowNanos) {
        return inOrder.isEmpty()
                ? Long.MAX_VALUE
                : Math.max(0, inOrder.first().deadlineNanos() - nowNanos);
    }
}
