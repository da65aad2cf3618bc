package io.eventrouter.gateway.session;

import io.eventrouter.gateway.feed.LevelQueues;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/**
 * What waits for one session: control messages, which go first, and a queue of events for each
 * level, taken most urgent first and by weight. Bounded in events and in bytes; an empty queue
 * takes one event of any size. Only sessions for which something waits have one.
 *
 * <p>Confined to its worker's thread.
 */
final class SessionQueue {
    /** One write carries so many messages at most. */
    static final int BATCH_MESSAGES = 64;

    /**
     * A write is not begun with more than that, but for its last message: what is urgent waits
     * behind no more of a write in flight.
     */
    static final int BATCH_BYTES = 64 << 10;

    private final SessionTerms terms;
    private final ShardMeters meters;
    private final Queue<ServerMessage> messages = new ArrayDeque<>(4);
    private final LevelQueues<Delivery> events;
    private long eventBytes;
    private Barrier barrier;

    SessionQueue(SessionTerms terms, ShardMeters meters) {
        this.terms = terms;
        this.meters = meters;
        events = new LevelQueues<>(terms.order());
    }

    boolean hasRoomFor(Delivery delivery) {
        return events.isEmpty()
                || (events.size() < terms.queueEvents()
                        && eventBytes + delivery.bytes() <= terms.queueBytes());
    }

    void add(Delivery delivery) {
        int bytes = delivery.bytes(); // encodes it, or fails with nothing changed
        events.add(delivery.rank(), delivery);
        eventBytes += bytes;
        meters.queued(1, bytes);
    }

    /** Returns false, and adds nothing, when too many wait. */
    boolean add(ServerMessage message) {
        return messages.size() < terms.queueMessages() && messages.add(message);
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

    boolean hasCheckpoint() {
        return barrier != null;
    }

    boolean isEmpty() {
        return messages.isEmpty() && events.isEmpty();
    }

    /** Whether an event of an express level waits. */
    boolean isUrgent() {
        return events.hasExpress();
    }

    /** Takes what goes out in the next write; what has expired is dropped on the way. */
    List<Outbound> take(long nowMillis) {
        var batch = new ArrayList<Outbound>(Math.min(BATCH_MESSAGES, size()));
        int bytes = 0;
        while (batch.size() < BATCH_MESSAGES && bytes < BATCH_BYTES) {
            Outbound next = messages.isEmpty() ? nextEvent(nowMillis) : messages.remove();
            if (next == null) break;
            bytes += next.bytes();
            batch.add(next);
        }
        return batch;
    }

    /** Drops the events, and counts them so. */
    void dropEvents(DropReason reason) {
        meters.queued(-events.size(), -eventBytes);
        eventBytes = 0;
        events.clear(delivery -> meters.dropped(delivery.rank(), reason));
        barrier = null;
    }

    /** Drops all that waits; the queue can be used for another session. */
    void clear(DropReason reason) {
        dropEvents(reason);
        messages.clear();
    }

    private void passBarrier(int rank) {
        if (barrier == null || !barrier.left(rank)) return;
        messages.add(barrier.checkpoint());
        barrier = null;
    }

    private int size() {
        return messages.size() + events.size();
    }

    private EventFrame nextEvent(long nowMillis) {
        for (Delivery next = events.poll(); next != null; next = events.poll()) {
            eventBytes -= next.bytes();
            meters.queued(-1, -next.bytes());
            passBarrier(next.rank());
            if (!next.isExpired(nowMillis)) {
                meters.sent(next.rank(), nowMillis - next.publishedMillis());
                return next.frame();
            }
            meters.dropped(next.rank(), DropReason.EXPIRED);
        }
        return null;
    }
}
