package io.eventrouter.gateway.session;

import io.eventrouter.event.Position;
import io.eventrouter.gateway.feed.RoutedEvent;
import io.eventrouter.gateway.routing.Subscription;
import java.util.List;
import java.util.OptionalLong;

/**
 * What one session is still to be sent: an {@link EventChain} of events that it shares with others
 * as long as that will do, or a {@link SessionQueue} of its own, each only while something waits;
 * what it has not acknowledged, and the checkpoints in between. It decides what goes out next;
 * when, is the session's matter.
 *
 * <p>Confined to its worker's thread.
 */
final class Outbox {
    private final LiveSession session;
    private final Shard shard;
    private final OutgoingWrite write;
    private final boolean takesMessages;

    /** Null unless something waits that is not in the chain; then the chain is. */
    private SessionQueue queue;

    /** Null for no events. */
    private EventChain chain;

    /** Null unless a subscription wants acknowledgements. */
    private SessionAcks acks;

    private String lastCursor;
    private boolean checkpointIsDue;

    Outbox(LiveSession session, Shard shard, OutgoingWrite write) {
        this.session = session;
        this.shard = shard;
        this.write = write;
        takesMessages = session.takesMessages();
    }

    /** Queues the first message of a session. */
    void welcome() {
        lastCursor = shard.position().cursor();
        add(shard.terms().welcome(session.id(), lastCursor));
    }

    /** Returns false, and queues nothing, when too many wait. */
    boolean add(ServerMessage message) {
        return queue().add(message);
    }

    /** The same, ahead of all that wait. */
    boolean addAhead(ServerMessage message) {
        return queue().addAhead(message);
    }

    /**
     * Takes an event among those that wait for other sessions too; returns false, and takes
     * nothing, where it is for a queue.
     */
    boolean share(Delivery delivery) {
        if (queue != null || acks != null) return false;
        EventChain more = (chain == null ? shard.noEvents() : chain).plus(delivery);
        if (more == null) return false;
        chain = more;
        shard.meters().queued(1, delivery.bytes());
        return true;
    }

    /** Queues an event. They are dropped for room only where the client can be told. */
    Offer add(Delivery delivery) {
        if (takesMessages) return queue().addAtCost(delivery);
        if (!hasRoomFor(delivery)) return Offer.OVERFLOW;
        queue().add(delivery);
        return Offer.QUEUED;
    }

    boolean hasRoomFor(Delivery delivery) {
        return (queue == null && chain == null) || queue().hasRoomFor(delivery);
    }

    /** Queues an event that was read again; returns false, and queues nothing, without room. */
    boolean addReplayed(RoutedEvent event) {
        EventTrace trace = shard.traces().at(event.record().position());
        Delivery delivery = shard.delivery(event, trace);
        if (delivery.isExpired(shard.clock().millis())) {
            drop(delivery, DropReason.EXPIRED);
        } else {
            try {
                SessionQueue waiting = queue();
                if (!waiting.hasRoomForReplayed(delivery)) return false;
                waiting.add(delivery);
            } catch (RuntimeException e) {
                if (delivery.isEncoded()) throw e;
                drop(delivery, DropReason.UNENCODABLE);
            }
        }
        if (trace != null) trace.offered(1);
        return true;
    }

    private void drop(Delivery delivery, DropReason reason) {
        shard.meters().dropped(delivery.rank(), reason);
        delivery.wasDropped(reason);
    }

    /** Its own queue, with all that waits. */
    private SessionQueue queue() {
        if (queue == null) queue = shard.queues().take();
        if (chain != null) moveChain();
        return queue;
    }

    private void moveChain() {
        EventChain moved = takeChain();
        moved.forEach(queue::add);
    }

    /** From now on it does not wait any more. */
    private EventChain takeChain() {
        EventChain taken = chain;
        chain = null;
        shard.meters().queued(-taken.events(), -taken.bytes());
        return taken;
    }

    /**
     * Queues a checkpoint behind all that waits, in place of one that waits; not the same again.
     *
     * @param cursor null where none can be made
     * @return whether it was queued
     */
    boolean addCheckpoint(String cursor) {
        if (!takesMessages || cursor == null || cursor.equals(lastCursor)) return false;
        lastCursor = cursor;
        queue().add(new ServerMessage.Checkpoint(cursor));
        return true;
    }

    /** Whether the last checkpoint has not gone out yet. */
    boolean hasCheckpoint() {
        boolean behindEvents = queue != null && queue.hasCheckpoint();
        return behindEvents || (acks != null && acks.checkpoint().isWaiting());
    }

    /**
     * Takes back a checkpoint that has not gone out. It was made before a subscription that begins
     * earlier: a client that took it for that one too would resume behind what it has not been
     * sent. So was the last one that the client has been given: when the session has caught up with
     * that place, it is given anew.
     */
    void withdrawCheckpoint() {
        lastCursor = null;
        boolean withdrawn = queue != null && queue.withdrawCheckpoints();
        if (acks != null) withdrawn |= acks.checkpoint().withdraw();
        if (withdrawn && queue != null && queue.isEmpty()) giveQueueBack(DropReason.CLOSED);
    }

    /** The checkpoint that was due is made. */
    void checkpointIsMade() {
        checkpointIsDue = false;
    }

    /** There is to be a checkpoint by and by, unless that is so already. */
    void checkpointSoon() {
        if (checkpointIsDue || !takesMessages) return;
        checkpointIsDue = true;
        shard.checkpoints().sent(session);
    }

    /** Events of that subscription are to be acknowledged, or not any more. */
    void setAcknowledged(Subscription<LiveSession> subscription, boolean wanted) {
        if (wanted && takesMessages) {
            if (acks == null) acks = new SessionAcks(session, shard);
            acks.want(subscription);
        } else if (acks != null) {
            if (!acks.unwant(subscription)) endAcks();
            session.wake(); // what was held may go
        }
    }

    void acknowledge(List<Position> positions) {
        if (acks != null) acks.acknowledge(positions);
    }

    private void endAcks() {
        if (acks != null) acks.end();
        acks = null;
    }

    /** Whether something could go out now. */
    boolean hasNext() {
        if (acks != null && acks.mayBeDue()) return true;
        return hasAnyBut(exit().held());
    }

    private boolean hasAnyBut(int held) {
        if (chain != null) return (chain.ranks() & ~held) != 0;
        return queue != null && queue.hasAnyBut(held);
    }

    /** Whether something waits that nothing holds back but the worker's budget. */
    boolean hasMore() {
        return hasAnyBut(acks == null ? 0 : acks.held());
    }

    private Exit exit() {
        return write.limit(acks == null ? Exit.OPEN : acks);
    }

    /**
     * What goes out with the next write, where there {@linkplain #hasNext is something}; empty
     * where all of it has expired.
     */
    Batch next() {
        long now = shard.clock().millis();
        Batch batch = chainGoes(now) ? nextOfChain(now) : nextOfQueue(now);
        if (batch.endsWithEvent()) checkpointSoon();
        return batch;
    }

    /** Whether all of it goes out, and nothing else. */
    private boolean chainGoes(long nowMillis) {
        return chain != null
                && acks == null
                && chain.isFresh(nowMillis)
                && (chain.ranks() & exit().held()) == 0;
    }

    private Batch nextOfChain(long nowMillis) {
        EventChain taken = takeChain();
        taken.sent(shard.meters(), nowMillis);
        return taken.batch();
    }

    private Batch nextOfQueue(long nowMillis) {
        List<Outbound> messages =
                acks == null
                        ? queue().take(nowMillis, takesMessages, exit())
                        : nextOfAcknowledged(nowMillis);
        if (queue != null && queue.isEmpty()) giveQueueBack(DropReason.CLOSED);
        return new Batch(messages, shard.terms().order().levels());
    }

    /** What is sent again goes first. */
    private List<Outbound> nextOfAcknowledged(long nowMillis) {
        List<Outbound> messages = acks.takeDue(nowMillis);
        if (chain != null || queue != null)
            queue().take(messages, nowMillis, takesMessages, exit());
        return messages;
    }

    /** What {@link #next()} returned has been handed to the socket. */
    void written() {
        if (acks != null) acks.written();
    }

    /** Whether an event of an express level waits. */
    boolean isUrgent() {
        if (chain != null) return (chain.ranks() & shard.terms().order().expressRanks()) != 0;
        return queue != null && queue.isUrgent();
    }

    /**
     * Events that wait, or are to be acknowledged, are not sent any more. No checkpoint may pass
     * those.
     */
    void dropEvents(DropReason reason) {
        if (acks != null) withdrawCheckpoint();
        endAcks();
        if (chain != null || queue != null) queue().dropEvents(reason);
    }

    /** The session is over: nothing is kept. */
    void end(DropReason reason) {
        endAcks();
        if (chain != null || queue != null) giveQueueBack(reason);
    }

    int waitingEvents() {
        if (chain != null) return chain.events();
        return queue == null ? 0 : queue.events();
    }

    long waitingBytes() {
        if (chain != null) return chain.bytes();
        return queue == null ? 0 : queue.eventBytes();
    }

    /** How long ago the oldest event that waits was published; empty when none waits. */
    OptionalLong oldestMillis() {
        if (waitingEvents() == 0) return OptionalLong.empty();
        long oldest = chain != null ? chain.oldestPublished() : queue.oldestPublished();
        return OptionalLong.of(Math.max(0, shard.clock().millis() - oldest));
    }

    int unackedEvents() {
        return acks == null ? 0 : acks.unackedEvents();
    }

    long unackedBytes() {
        return acks == null ? 0 : acks.unackedBytes();
    }

    private void giveQueueBack(DropReason reason) {
        shard.queues().giveBack(queue(), reason);
        queue = null;
    }
}
