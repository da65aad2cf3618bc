package io.eventrouter.gateway.ack;

import io.eventrouter.event.Position;
import io.eventrouter.gateway.ack.AckEntry.State;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.PriorityQueue;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * The events that one client has been sent and has not acknowledged: bounded in events and in
 * bytes. Each is sent again when its time is up, a bounded number of times, and then given up; it
 * stays in the window until whoever takes it over {@linkplain #stored has stored it}.
 *
 * <p>Time does not run while an event is being written: a client that reads slowly is not sent
 * again what it has not been sent yet. What has expired is not sent again.
 *
 * <p>What waits is in the order of its deadlines, so everything costs at most the logarithm of what
 * the window holds. Confined to the worker that owns the session.
 *
 * @param <E> the event
 */
public final class AckWindow<E> implements Unacked {
    private static final Comparator<AckEntry<?>> MOST_URGENT_FIRST =
            Comparator.<AckEntry<?>>comparingInt(AckEntry::rank)
                    .thenComparingLong(AckEntry::number);

    /** What becomes of an event that is not sent again. */
    public interface Ends<E> {
        /** It has expired, and has left the window. */
        void expired(AckEntry<E> entry);

        /**
         * It was sent as often as it may be. It stays until {@link #stored}, or gets another
         * deadline by {@link #notStored}.
         */
        void exhausted(AckEntry<E> entry);
    }

    private final AckTerms terms;
    private final RandomGenerator random;

    /** In the order in which they were sent for the first time. */
    private final Map<Position, AckEntry<E>> entries = new LinkedHashMap<>();

    private final List<AckEntry<E>> writing = new ArrayList<>();
    private final NavigableSet<AckEntry<E>> waiting = new TreeSet<>(AckWindow::firstDueFirst);
    private final PriorityQueue<AckEntry<E>> due = new PriorityQueue<>(MOST_URGENT_FIRST);
    private long bytes;
    private long mark;

    public AckWindow(AckTerms terms, RandomGenerator random) {
        this.terms = terms;
        this.random = random;
    }

    /** By difference, since the clock may wrap; no two are equal. */
    private static int firstDueFirst(AckEntry<?> a, AckEntry<?> b) {
        long later = a.deadlineNanos() - b.deadlineNanos();
        return later == 0 ? Long.compare(a.number(), b.number()) : Long.signum(later);
    }

    /** Whether another event may be sent. */
    public boolean hasRoom() {
        return entries.size() < terms.windowEvents() && bytes < terms.windowBytes();
    }

    public boolean isEmpty() {
        return entries.isEmpty();
    }

    public int events() {
        return entries.size();
    }

    public long bytes() {
        return bytes;
    }

    /**
     * An event is on its way for the first time. One that is in the window already stays as it is.
     *
     * @param eventBytes what it counts for
     * @param expiryMillis after which it is not sent again, epoch milliseconds
     */
    public void sending(Position position, int rank, int eventBytes, long expiryMillis, E event) {
        if (entries.containsKey(position)) return;
        var entry = new AckEntry<E>(position, rank, eventBytes, expiryMillis, mark++, event);
        entries.put(position, entry);
        bytes += eventBytes;
        writing.add(entry);
    }

    /** All that was on its way has been handed to the socket: from now on time runs. */
    public void written(long nowNanos) {
        for (AckEntry<E> entry : writing) if (entry.is(State.WRITING)) await(entry, nowNanos);
        writing.clear();
    }

    private void await(AckEntry<E> entry, long nowNanos) {
        entry.waitUntil(nowNanos + terms.waitNanos(entry.attempts(), random));
        waiting.add(entry);
    }

    /**
     * The client has it.
     *
     * @return false when there is no such event: never sent, acknowledged before, or given up
     */
    public boolean acknowledge(Position position) {
        AckEntry<E> entry = entries.get(position);
        if (entry == null) return false;
        end(entry);
        return true;
    }

    /** Events that need not be acknowledged any more. */
    public void forget(Predicate<? super AckEntry<E>> unwanted) {
        for (AckEntry<E> entry : List.copyOf(entries.values()))
            if (unwanted.test(entry)) end(entry);
    }

    private void end(AckEntry<E> entry) {
        entries.remove(entry.position());
        waiting.remove(entry);
        bytes -= entry.bytes();
        entry.become(State.OVER);
        if (entries.isEmpty()) rest();
    }

    /** Nothing is outstanding, so nothing is kept either. */
    private void rest() {
        writing.clear();
        due.clear();
    }

    /** Until {@link #look} has something to do; {@link Long#MAX_VALUE} when no deadline runs. */
    public long nanosLeft(long nowNanos) {
        return waiting.isEmpty()
                ? Long.MAX_VALUE
                : Math.max(0, waiting.first().deadlineNanos() - nowNanos);
    }

    /** Looks for events whose time is up: each is due to be sent again, or ends. */
    public void look(long nowNanos, long nowMillis, Ends<E> ends) {
        while (nanosLeft(nowNanos) == 0) timeIsUp(waiting.pollFirst(), nowMillis, ends);
    }

    private void timeIsUp(AckEntry<E> entry, long nowMillis, Ends<E> ends) {
        if (entry.isExpired(nowMillis)) {
            end(entry);
            ends.expired(entry);
        } else if (entry.attempts() < terms.attempts()) {
            entry.become(State.DUE);
            due.add(entry);
        } else {
            entry.become(State.GIVEN_UP);
            ends.exhausted(entry);
        }
    }

    /** Whether an event may be due to be sent again; {@link #pollDue} knows. */
    public boolean mayBeDue() {
        return !due.isEmpty();
    }

    /**
     * The most urgent event that is due to be sent again, which is then on its way; null for none.
     */
    public AckEntry<E> pollDue(long nowMillis, Ends<E> ends) {
        for (AckEntry<E> next = due.poll(); next != null; next = due.poll()) {
            if (!next.is(State.DUE)) continue;
            if (!next.isExpired(nowMillis)) {
                next.sendAgain();
                writing.add(next);
                return next;
            }
            end(next);
            ends.expired(next);
        }
        return null;
    }

    /**
     * An event that was given up is kept elsewhere.
     *
     * @return false when the client has acknowledged it meanwhile
     */
    public boolean stored(AckEntry<E> entry) {
        if (!entry.is(State.GIVEN_UP)) return false;
        end(entry);
        return true;
    }

    /** An event that was given up could not be kept: it is given up once more after a wait. */
    public void notStored(AckEntry<E> entry, long nowNanos) {
        if (entry.is(State.GIVEN_UP)) await(entry, nowNanos);
    }

    @Override
    public long mark() {
        return mark;
    }

    @Override
    public long lowest() {
        Iterator<AckEntry<E>> oldest = entries.values().iterator();
        return oldest.hasNext() ? oldest.next().number() : mark;
    }
}
