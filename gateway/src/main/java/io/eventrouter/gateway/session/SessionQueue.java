package io.eventrouter.gateway.session;

import io.eventrouter.gateway.feed.LevelQueues;
import io.eventrouter.gateway.session.Waiting.Replaceable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * What waits for one session: control messages, which go first, and a queue of events for each
 * level, taken most urgent first and by weight. Bounded in events and in bytes; an empty queue
 * takes one event of any size. Only sessions for which something waits have one.
 *
 * <p>An event with a collapse key takes the place of the one that waits with the same key. When the
 * queue is full the oldest of a level that may be dropped makes room: of the level that has most
 * for its weight, so that a flood of one does not push out all of another. What was dropped is told
 * with the next write.
 *
 * <p>Confined to its worker's thread.
 */
final class SessionQueue {
    /** One write carries so many messages at most, but for those that tell of gaps. */
    static final int BATCH_MESSAGES = 64;

    /**
     * A write is not begun with more than that, but for its last message: what is urgent waits
     * behind no more of a write in flight.
     */
    static final int BATCH_BYTES = 64 << 10;

    private final SessionTerms terms;
    private final ShardMeters meters;
    private final Deque<ServerMessage> messages = new ArrayDeque<>(4);
    private final LevelQueues<Waiting> events;
    private final CollapsePlaces places = new CollapsePlaces();
    private final Gaps gaps;
    private long eventBytes;
    private Barrier barrier;

    SessionQueue(SessionTerms terms, ShardMeters meters) {
        this.terms = terms;
        this.meters = meters;
        events = new LevelQueues<>(terms.order());
        gaps = new Gaps(terms);
    }

    boolean hasRoomFor(Delivery delivery) {
        if (events.isEmpty()) return true;
        Replaceable place = places.of(delivery);
        int more = place == null ? 1 : 0;
        long bytes = (long) delivery.bytes() - (place == null ? 0 : place.delivery().bytes());
        return events.size() + more <= terms.queueEvents()
                && eventBytes + bytes <= terms.queueBytes();
    }

    /**
     * Adds an event, and drops others where there is no room, or the event itself.
     *
     * @return queued; shed, when this one was dropped; or overflow, when nothing may be dropped for
     *     it, and it was not added
     */
    Offer addAtCost(Delivery delivery) {
        while (!hasRoomFor(delivery)) {
            int rank = terms.levelToShed(events, delivery.rank());
            if (rank < 0) return Offer.OVERFLOW;
            if (events.size(rank) == 0) {
                shed(delivery);
                return Offer.SHED;
            }
            Waiting oldest = events.removeOldest(rank);
            forget(oldest.delivery());
            shed(oldest.delivery());
        }
        add(delivery);
        return Offer.QUEUED;
    }

    private void shed(Delivery delivery) {
        drop(delivery, DropReason.SHED);
        gaps.shed(delivery.rank());
    }

    void add(Delivery delivery) {
        int bytes = delivery.bytes(); // encodes it, or fails with nothing changed
        Replaceable place = places.of(delivery);
        if (place == null) {
            events.add(delivery.rank(), places.make(delivery));
            counted(1, bytes);
        } else if (place.delivery().isNewerThan(delivery)) {
            drop(delivery, DropReason.COLLAPSED); // it was read again, and the newer one waits
        } else {
            int before = place.delivery().bytes();
            drop(place.delivery(), DropReason.COLLAPSED);
            place.replace(delivery);
            counted(0, bytes - before);
        }
    }

    private void counted(int moreEvents, int moreBytes) {
        eventBytes += moreBytes;
        meters.queued(moreEvents, moreBytes);
    }

    /** Returns false, and adds nothing, when too many wait. */
    boolean add(ServerMessage message) {
        return messages.size() < terms.queueMessages() && messages.add(message);
    }

    /** The same, ahead of all that wait, and so of a cursor that passes what it tells of. */
    boolean addAhead(ServerMessage message) {
        return messages.size() < terms.queueMessages() && messages.offerFirst(message);
    }

    /** Whether an event read again has room: what one write carries goes ahead of the socket. */
    boolean hasRoomForReplayed(Delivery delivery) {
        return events.size() < BATCH_MESSAGES && hasRoomFor(delivery);
    }

    /** Sends that checkpoint behind all events that wait now, in place of one that waits. */
    void add(ServerMessage.Checkpoint checkpoint) {
        if (events.isEmpty()) messages.add(checkpoint);
        else barrier = new Barrier(checkpoint, events, terms.order().levels());
    }

    /** Takes back the checkpoints that wait; returns whether there were any. */
    boolean withdrawCheckpoints() {
        boolean withdrawn = barrier != null;
        barrier = null;
        return messages.removeIf(ServerMessage.Checkpoint.class::isInstance) || withdrawn;
    }

    boolean hasCheckpoint() {
        return barrier != null;
    }

    boolean isEmpty() {
        return messages.isEmpty() && events.isEmpty();
    }

    /** Whether something could go out now, but for the ranks that are held: a bit for each. */
    boolean hasAnyBut(int held) {
        return !messages.isEmpty() || events.hasAnyBut(held);
    }

    /** Events that wait. */
    int events() {
        return events.size();
    }

    long eventBytes() {
        return eventBytes;
    }

    /** When the first event of the level that has waited longest was published, epoch millis. */
    long oldestPublished() {
        return events.leastOfHeads(waiting -> waiting.delivery().publishedMillis());
    }

    /** Whether an event of an express level waits. */
    boolean isUrgent() {
        return events.hasExpress();
    }

    /**
     * Takes what goes out in the next write; what has expired is dropped on the way.
     *
     * @param tell whether the client is told what it misses
     */
    List<Outbound> take(long nowMillis, boolean tell, Exit exit) {
        var batch = new ArrayList<Outbound>(Math.min(BATCH_MESSAGES, size()));
        take(batch, nowMillis, tell, exit);
        return batch;
    }

    /** The same, as far as the exit lets it go, and as fits behind what is in the batch. */
    void take(List<Outbound> batch, long nowMillis, boolean tell, Exit exit) {
        int bytes = 0;
        for (Outbound earlier : batch) bytes += earlier.bytes();
        while (batch.size() < BATCH_MESSAGES && bytes < BATCH_BYTES) {
            Outbound next = messages.isEmpty() ? nextEvent(nowMillis, exit) : messages.remove();
            if (next == null) break;
            if (next instanceof ServerMessage.Checkpoint c && !exit.lets(c)) continue;
            bytes += next.bytes();
            batch.add(next);
        }
        if (tell) tellOfGaps(batch);
        else gaps.clear();
    }

    private void tellOfGaps(List<Outbound> batch) {
        if (gaps.isEmpty()) return;
        var told = new ArrayList<ServerMessage>();
        gaps.tell(told);
        batch.addAll(0, told);
    }

    /** Drops the events, and counts them so. */
    void dropEvents(DropReason reason) {
        meters.queued(-events.size(), -eventBytes);
        eventBytes = 0;
        events.clear(waiting -> drop(waiting.delivery(), reason));
        places.clear();
        barrier = null;
    }

    /** Drops all that waits; the queue can be used for another session. */
    void clear(DropReason reason) {
        dropEvents(reason);
        messages.clear();
        gaps.clear();
    }

    private void passBarrier(int rank) {
        if (barrier == null || !barrier.left(rank)) return;
        messages.add(barrier.checkpoint());
        barrier = null;
    }

    private int size() {
        return messages.size() + events.size();
    }

    private EventFrame nextEvent(long nowMillis, Exit exit) {
        int held = exit.held();
        for (Waiting waiting = events.poll(held); waiting != null; waiting = events.poll(held)) {
            Delivery next = waiting.delivery();
            forget(next);
            if (!next.isExpired(nowMillis)) {
                meters.sent(next.rank(), nowMillis - next.publishedMillis());
                next.wasSent();
                exit.passes(next);
                return next.frame();
            }
            drop(next, DropReason.EXPIRED);
            gaps.expired(next.rank());
        }
        return null;
    }

    /** It has left the queue. */
    private void forget(Delivery gone) {
        places.remove(gone);
        counted(-1, -gone.bytes());
        passBarrier(gone.rank());
    }

    private void drop(Delivery delivery, DropReason reason) {
        meters.dropped(delivery.rank(), reason);
        delivery.wasDropped(reason);
    }
}
