package io.eventrouter.gateway.session;

import io.eventrouter.gateway.feed.LevelQueues;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The events that wait for a session, while one write can carry them all: a list that grows at its
 * end, by a new one that is never changed. Each remembers which it became last:
 *
 * <pre>
 *   none ──a──▶ a ──b──▶ a b ──c──▶ a b c      sessions that want a, b and c
 *               └───c──▶ a c                   those that do not want b
 * </pre>
 *
 * <p>So sessions for which the same events wait have the same chain, and what is made of it for a
 * write is made once: a broadcast costs each of them a look at what the chain became.
 *
 * <p>Events with a collapse key have no place here, nor have those for which there is no room: a
 * {@link SessionQueue} takes over. Confined to its worker's thread.
 */
final class EventChain {
    private final SessionTerms terms;

    /** Null in a chain without events. */
    private final EventChain before;

    private final Delivery last;
    private final int events;
    private final int bytes;

    /** One bit for each rank that has an event. */
    private final int ranks;

    /** When the first of them expires. */
    private final long expiryMillis;

    private EventChain next;
    private Batch batch;

    /** One without events. */
    EventChain(SessionTerms terms) {
        this.terms = terms;
        before = null;
        last = null;
        events = 0;
        bytes = 0;
        ranks = 0;
        expiryMillis = Long.MAX_VALUE;
    }

    private EventChain(EventChain before, Delivery last) {
        this.before = before;
        this.last = last;
        terms = before.terms;
        events = before.events + 1;
        bytes = before.bytes + last.bytes();
        ranks = before.ranks | 1 << last.rank();
        expiryMillis = Math.min(before.expiryMillis, last.expiryMillis());
    }

    /** These and one more behind them; null where that is a matter for a queue. */
    EventChain plus(Delivery delivery) {
        EventChain known = next;
        if (known != null && known.last == delivery) return known;
        if (!takes(delivery)) return null;
        next = new EventChain(this, delivery);
        return next;
    }

    private boolean takes(Delivery delivery) {
        if (delivery.collapseKey() != null) return false;
        if (events == 0) return true;
        return events < Math.min(SessionQueue.BATCH_MESSAGES, terms.queueEvents())
                && bytes < SessionQueue.BATCH_BYTES
                && bytes + (long) delivery.bytes() <= terms.queueBytes();
    }

    /** Forgets what it became: sessions that have that keep it. */
    void forgetNext() {
        next = null;
    }

    int events() {
        return events;
    }

    int bytes() {
        return bytes;
    }

    /** One bit for each rank that has an event. */
    int ranks() {
        return ranks;
    }

    /** Whether all may go out: none has expired. */
    boolean isFresh(long nowMillis) {
        return nowMillis <= expiryMillis;
    }

    /** When the one that was published first was, epoch millis. */
    long oldestPublished() {
        long oldest = Long.MAX_VALUE;
        for (EventChain each = this; each.last != null; each = each.before)
            oldest = Math.min(oldest, each.last.publishedMillis());
        return oldest;
    }

    /** All of them as one write, the most urgent first and the others by weight. */
    Batch batch() {
        if (batch == null) batch = new Batch(frames(), terms.order().levels());
        return batch;
    }

    private List<Outbound> frames() {
        var frames = new ArrayList<Outbound>(events);
        if (Integer.bitCount(ranks) == 1) forEach(delivery -> frames.add(delivery.frame()));
        else {
            var byLevel = new LevelQueues<Delivery>(terms.order());
            forEach(delivery -> byLevel.add(delivery.rank(), delivery));
            while (!byLevel.isEmpty()) frames.add(byLevel.poll().frame());
        }
        return frames;
    }

    /** In the order in which they came. */
    void forEach(Consumer<Delivery> action) {
        var inOrder = new Delivery[events];
        for (EventChain each = this; each.last != null; each = each.before)
            inOrder[each.events - 1] = each.last;
        for (Delivery delivery : inOrder) action.accept(delivery);
    }

    /** Counts that all are handed to a socket. */
    void sent(ShardMeters meters, long nowMillis) {
        for (EventChain each = this; each.last != null; each = each.before) {
            Delivery delivery = each.last;
            meters.sent(delivery.rank(), nowMillis - delivery.publishedMillis());
            delivery.wasSent();
        }
    }
}
