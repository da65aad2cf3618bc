package io.eventrouter.gateway.feed;

import org.jctools.queues.MessagePassingQueue;
import org.jctools.queues.atomic.MpscUnboundedAtomicArrayQueue;

/**
 * One worker's view of the look-ahead. Events arrive in one queue from both feeds; the worker sorts
 * them by level before it takes the next, so that an urgent one overtakes all that waits.
 *
 * <p>Feeds add on their threads; everything else is confined to the worker's.
 */
public final class Reader {
    private static final int CHUNK = 1_024;

    /** Unbounded in itself: the lanes' budgets bound what can be in it. */
    private final MessagePassingQueue<RoutedEvent> arriving =
            new MpscUnboundedAtomicArrayQueue<>(CHUNK);

    private final LevelQueues<RoutedEvent> waiting;
    private final PositionTracker positions;
    private final Wakeup wakeup = new Wakeup();

    Reader(LevelQueues<RoutedEvent> waiting, PositionTracker positions) {
        this.waiting = waiting;
        this.positions = positions;
    }

    void add(RoutedEvent event) {
        arriving.offer(event);
        wakeup.signal();
    }

    /** What the worker sleeps on; others may signal it too. */
    public Wakeup wakeup() {
        return wakeup;
    }

    /** The next event, or null. Each is given back once, by {@link #dispatched}. */
    public RoutedEvent poll() {
        sort();
        return waiting.poll();
    }

    /** The next event of an express level, or null. */
    public RoutedEvent pollExpress() {
        sort();
        return waiting.pollExpress();
    }

    /** The worker is done with it. */
    public void dispatched(RoutedEvent event) {
        positions.dispatched(event.record().position(), event.rank());
        event.release();
    }

    public boolean isEmpty() {
        return waiting.isEmpty() && arriving.isEmpty();
    }

    /** Where the worker is. */
    public PositionTracker positions() {
        return positions;
    }

    private void sort() {
        for (RoutedEvent event = arriving.poll(); event != null; event = arriving.poll()) {
            positions.arrived(event.record().position(), event.rank());
            waiting.add(event.rank(), event);
        }
    }
}
