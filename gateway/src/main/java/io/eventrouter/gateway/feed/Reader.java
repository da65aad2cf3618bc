package io.eventrouter.gateway.feed;

import io.eventrouter.event.Position;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Queue;
import org.jctools.queues.MessagePassingQueue;
import org.jctools.queues.atomic.MpscUnboundedAtomicArrayQueue;

/**
 * One worker's view of the look-ahead. Events arrive in one queue from both feeds; the worker sorts
 * them by level before it takes the next, so that an urgent one overtakes all that waits. Jumps in
 * the offsets arrive in the same queue.
 *
 * <p>Feeds add on their threads; everything else is confined to the worker's.
 */
public final class Reader {
    private static final int CHUNK = 1_024;

    /** Unbounded in itself: the lanes' budgets bound what can be in it. */
    private final MessagePassingQueue<Arrival> arriving =
            new MpscUnboundedAtomicArrayQueue<>(CHUNK);

    private final LevelOrder order;
    private final LevelQueues<RoutedEvent> waiting;
    private final PositionTracker positions;
    private final Queue<OffsetJump> jumps = new ArrayDeque<>();
    private final Wakeup wakeup = new Wakeup();
    private final Lag lag;
    private long longestNanos;
    private ArrivalLog log = new Unlogged();

    Reader(LevelOrder order, PositionTracker positions, Lag lag) {
        this.order = order;
        waiting = new LevelQueues<>(order);
        this.positions = positions;
        this.lag = lag;
    }

    /** Tells that log of all that arrives from now on; before the first event. */
    public void keepIn(ArrivalLog newLog) {
        log = newLog;
    }

    void add(Arrival arrival) {
        arriving.offer(arrival);
        wakeup.signal();
    }

    /** What the worker sleeps on; others may signal it too. */
    public Wakeup wakeup() {
        return wakeup;
    }

    /** The next event, or null. Each is given back once, by {@link #dispatched}. */
    public RoutedEvent poll() {
        sort();
        RoutedEvent ahead = isAheadOfTurn() ? waiting.pollAhead(order.mostUrgentShared()) : null;
        return ahead != null ? ahead : waiting.poll();
    }

    private boolean isAheadOfTurn() {
        return lag.isLagging()
                && !waiting.hasExpress()
                && order.mostUrgentShared() >= 0
                && lag.prefersUrgent();
    }

    /** Finds out whether the worker lags; by the clock that the look-ahead has. */
    public void look(long nowNanos) {
        sort();
        long longest = 0;
        for (int rank = 0; rank < order.levels(); rank++) {
            RoutedEvent head = waiting.peek(rank);
            if (head != null) longest = Math.max(longest, nowNanos - head.readNanos());
        }
        lag.look(longest);
        longestNanos = longest;
    }

    /** How long the event that waits longest had waited at the last look; 0 for none. */
    public long longestNanos() {
        return longestNanos;
    }

    /** Any thread: as it was found last. */
    Lag lag() {
        return lag;
    }

    /** The next event of an express level, or null. */
    public RoutedEvent pollExpress() {
        sort();
        return waiting.pollExpress();
    }

    /** A jump that has taken effect in {@link #positions()}, each once; null for none. */
    public OffsetJump pollJump() {
        return jumps.poll();
    }

    /** The worker is done with it. */
    public void dispatched(RoutedEvent event) {
        positions.dispatched(event.record().position(), event.rank());
        event.release();
    }

    /** Whether an event of an express level is known to wait. */
    public boolean hasExpress() {
        return waiting.hasExpress();
    }

    /** Whether an event of an express level waits, or something that has to be looked at. */
    public boolean hasUrgent() {
        return waiting.hasExpress() || !jumps.isEmpty() || !arriving.isEmpty();
    }

    public boolean isEmpty() {
        return waiting.isEmpty() && jumps.isEmpty() && arriving.isEmpty();
    }

    /** Where the worker is. */
    public PositionTracker positions() {
        return positions;
    }

    private void sort() {
        for (Arrival next = arriving.poll(); next != null; next = arriving.poll())
            if (next instanceof RoutedEvent event) sort(event);
            else jump((OffsetJump) next);
    }

    private void sort(RoutedEvent event) {
        positions.arrived(event.record().position(), event.rank());
        waiting.add(event.rank(), event);
        log.arrived(event);
    }

    private void jump(OffsetJump jump) {
        positions.jumped(jump);
        if (jump.isBackwards()) dropLostTail(jump);
        jumps.add(jump);
        log.jumped(jump);
    }

    /** Clients drop repeats by position: these events would hide those that come in their place. */
    private void dropLostTail(OffsetJump jump) {
        var all = new ArrayList<RoutedEvent>();
        waiting.clear(all::add);
        for (RoutedEvent event : all) {
            Position position = event.record().position();
            boolean lost =
                    position.partition() == jump.partition() && position.offset() >= jump.to();
            if (lost) event.release();
            else waiting.add(event.rank(), event);
        }
    }

    private static final class Unlogged implements ArrivalLog {
        @Override
        public void arrived(RoutedEvent event) {
            // nobody resumes
        }

        @Override
        public void jumped(OffsetJump jump) {
            // nobody resumes
        }
    }
}
