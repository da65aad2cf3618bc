package io.eventrouter.gateway.ack;

import io.eventrouter.event.Position;

/**
 * An event that a client is to acknowledge.
 *
 * <pre>
 *   WRITING ──written──▶ WAITING ──time is up──▶ DUE ──sent again──▶ WRITING
 *                           │└──time is up, too many attempts──▶ GIVEN_UP ──not stored──▶ WAITING
 *                           └──acknowledged, expired; stored when given up──▶ OVER (from any state)
 * </pre>
 *
 * <p>Changed by its {@link AckWindow} only, and confined to the same thread.
 *
 * @param <E> the event
 */
public final class AckEntry<E> {
    enum State {
        WRITING,
        WAITING,
        DUE,
        GIVEN_UP,
        OVER
    }

    private final Position position;
    private final int rank;
    private final int bytes;
    private final long expiryMillis;
    private final long number;
    private final E event;
    private State state = State.WRITING;
    private int attempts = 1;
    private long deadlineNanos;

    AckEntry(Position position, int rank, int bytes, long expiryMillis, long number, E event) {
        this.position = position;
        this.rank = rank;
        this.bytes = bytes;
        this.expiryMillis = expiryMillis;
        this.number = number;
        this.event = event;
    }

    public Position position() {
        return position;
    }

    /** The rank of its level. */
    public int rank() {
        return rank;
    }

    public E event() {
        return event;
    }

    /** How often it was sent, 1 or more. */
    public int attempts() {
        return attempts;
    }

    int bytes() {
        return bytes;
    }

    /** Its place in the order in which events were sent for the first time. */
    long number() {
        return number;
    }

    boolean is(State asked) {
        return state == asked;
    }

    boolean isExpired(long nowMillis) {
        return nowMillis > expiryMillis;
    }

    long deadlineNanos() {
        return deadlineNanos;
    }

    void become(State next) {
        state = next;
    }

    void sendAgain() {
        state = State.WRITING;
        attempts++;
    }

    void waitUntil(long nanos) {
        state = State.WAITING;
        deadlineNanos = nanos;
    }
}
