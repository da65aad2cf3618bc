package io.eventrouter.gateway.session;

import io.eventrouter.gateway.feed.OffsetJump;
import io.eventrouter.gateway.feed.RoutedEvent;
import io.eventrouter.gateway.routing.Recipient;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's session.
 *
 * <pre>
 *   OPEN ──close──▶ CLOSING: no new events, what waits is written ──▶ OVER
 *     └────cut, disconnected, failed write──────────────────────────▶ OVER
 * </pre>
 *
 * <p>At most one write is in flight. What waits meanwhile is in a {@link SessionQueue}, which the
 * session has only while something waits. A client that does not keep up is cut: at the bounds of
 * its queue, or when a write takes too long. Once it is over nothing is written, and the sink has
 * been closed once, unless the socket said first that the connection is gone.
 *
 * <p>Confined to its worker's thread.
 */
final class LiveSession implements Recipient {
    private enum State {
        OPEN,
        CLOSING,
        OVER
    }

    private static final Logger LOG = LoggerFactory.getLogger(LiveSession.class);

    private final String id;
    private final FrameSink sink;
    private final boolean takesMessages;
    private final Shard shard;
    private final OutgoingWrite write;
    private final Subscriptions subscriptions;
    private State state = State.OPEN;
    private CloseReason closing;
    private long closingSinceNanos;
    private SessionQueue queue;
    private String lastCursor;
    private boolean checkpointIsDue;
    private boolean hasTurn;
    private boolean hasUrgentTurn;
    private long lastVisit;
    private int place;

    /**
     * @param takesMessages whether it is sent control messages too
     */
    LiveSession(String id, FrameSink sink, boolean takesMessages, Shard shard, Mailbox mailbox) {
        this.id = id;
        this.sink = sink;
        this.takesMessages = takesMessages;
        this.shard = shard;
        write = new OutgoingWrite(this, sink, shard, mailbox);
        subscriptions = new Subscriptions(this, shard);
    }

    String id() {
        return id;
    }

    void open() {
        shard.add(this);
        if (!takesMessages) return;
        lastCursor = shard.position().cursor();
        send(shard.terms().welcome(id, lastCursor));
        shard.checkpoints().opened(this);
    }

    /** The commands about its subscriptions; they do nothing once it is not open. */
    Subscriptions subscriptions() {
        return subscriptions;
    }

    boolean isOver() {
        return state == State.OVER;
    }

    boolean isOpen() {
        return state == State.OPEN;
    }

    void send(ServerMessage message) {
        if (state != State.OPEN || !takesMessages) return;
        if (queue().add(message)) takeTurn(false);
        else cut(CloseReason.SLOW_CONSUMER);
    }

    /**
     * Events that it may have wanted will never come. A client that cannot be told is closed: it
     * finds out in that way. So does every client when positions that it knows are given anew.
     */
    void missed(OffsetJump jump) {
        if (jump.isBackwards()) {
            cut(CloseReason.INTERNAL);
            return;
        }
        if (state != State.OPEN || subscriptions.isEmpty() || jump.lost() == 0) return;
        missed(jump.lost());
    }

    /** So many events at most, of any channel, were gone before they could be read. */
    void missed(long events) {
        if (takesMessages) send(ServerMessage.Gap.byRetention(events));
        else cut(CloseReason.INTERNAL);
    }

    /** Takes an event when it can wait here. An overflow is for the caller to act on. */
    Offer offer(Delivery delivery) {
        if (state != State.OPEN) return Offer.OVER;
        if (delivery.isExpired(shard.clock().millis())) return Offer.EXPIRED;
        if (!hasRoomFor(delivery)) makeRoom();
        if (state != State.OPEN) return Offer.OVER;
        Offer offer = add(delivery);
        if (offer == Offer.QUEUED) takeTurn(shard.terms().order().isExpress(delivery.rank()));
        return offer;
    }

    /** Takes an event that was read again; returns false, and takes nothing, without room. */
    boolean takeReplayed(RoutedEvent event) {
        if (state != State.OPEN) return false;
        EventTrace trace = shard.traces().at(event.record().position());
        var delivery = new Delivery(event, trace);
        if (delivery.isExpired(shard.clock().millis())) {
            drop(delivery, DropReason.EXPIRED);
        } else {
            try {
                if (queue != null && !queue.hasRoomForReplayed(delivery)) return false;
                queue().add(delivery);
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

    /**
     * The one that waits was made before a subscription that begins earlier: a client that took it
     * for that one too would resume behind what it has not been sent. So was the last one that it
     * has been given: when the session has caught up with that place, it is given anew.
     */
    void withdrawCheckpoint() {
        lastCursor = null;
        if (queue != null && queue.hasCheckpoint()) queue.withdrawCheckpoint();
    }

    /** There may be something to write or to read again. */
    void wake() {
        if (state == State.OPEN) takeTurn(false);
    }

    long nowNanos() {
        return shard.clock().nanos();
    }

    /**
     * Gives the client a cursor, behind all that waits for it; not while the last one waits there
     * still, and not the same again.
     */
    void checkpoint() {
        checkpointIsDue = false;
        renewCursor();
    }

    void renewCursor() {
        if (state == State.OPEN && (queue == null || !queue.hasCheckpoint())) addCheckpoint();
    }

    private void addCheckpoint() {
        String cursor = subscriptions.cursor();
        if (!takesMessages || cursor == null || cursor.equals(lastCursor)) return;
        lastCursor = cursor;
        queue().add(new ServerMessage.Checkpoint(cursor));
        takeTurn(false);
    }

    /** Full for want of a turn, or of a look at the mailbox, is not the client's fault. */
    private void makeRoom() {
        if (write.isDone()) writeCompleted();
        flush();
    }

    /** Events are dropped for room only where the client can be told. */
    private Offer add(Delivery delivery) {
        if (takesMessages) return queue().addAtCost(delivery);
        if (!hasRoomFor(delivery)) return Offer.OVERFLOW;
        queue().add(delivery);
        return Offer.QUEUED;
    }

    private boolean hasRoomFor(Delivery delivery) {
        return queue == null || queue.hasRoomFor(delivery);
    }

    private SessionQueue queue() {
        if (queue == null) queue = shard.queues().take();
        return queue;
    }

    private void takeTurn(boolean urgent) {
        if (!write.isIdle() || hasUrgentTurn || (hasTurn && !urgent)) return;
        if (urgent) hasUrgentTurn = true;
        else hasTurn = true;
        shard.turns().add(this, urgent);
    }

    /** It is no longer listed among those turns; in the others it may be. */
    void leftTurns(boolean urgent) {
        if (urgent) hasUrgentTurn = false;
        else hasTurn = false;
    }

    /** Writes what waits, unless a write is in flight; ends a closing session that has nothing. */
    void flush() {
        boolean more = state == State.OPEN && write.isIdle() && subscriptions.pull();
        while (state != State.OVER && write.isIdle() && queue != null) {
            List<Outbound> batch = nextBatch();
            if (batch.isEmpty()) continue;
            if (!write.begin(batch)) return;
            settle();
        }
        if (state == State.CLOSING && write.isIdle()) cut(closing);
        if (more) wake();
    }

    private List<Outbound> nextBatch() {
        List<Outbound> batch = queue.take(shard.clock().millis(), takesMessages);
        if (queue.isEmpty()) giveQueueBack(DropReason.CLOSED);
        if (!checkpointIsDue && takesMessages && endsWithEvent(batch)) {
            checkpointIsDue = true;
            shard.checkpoints().sent(this);
        }
        return batch;
    }

    private static boolean endsWithEvent(List<Outbound> batch) {
        return !batch.isEmpty() && batch.get(batch.size() - 1) instanceof EventFrame;
    }

    /**
     * The write that was in flight is done. What has waited meanwhile gets a turn: thousands of
     * completions in one step must not keep the worker from urgent events.
     */
    void writeCompleted() {
        shard.writes().ended(this);
        settle();
        if (state == State.CLOSING && (queue == null || isClosingTooLong())) cut(closing);
        else if (queue != null) takeTurn(queue.isUrgent());
        else if (subscriptions.isCatchingUp()) wake();
    }

    private void settle() {
        if (!write.settle()) lose();
    }

    /** What failed need not be the connection: it is closed, lest the client wait for ever. */
    private void lose() {
        if (state == State.OVER) return;
        end(DropReason.DISCONNECTED);
        closeSink(CloseReason.INTERNAL);
    }

    /**
     * Its write has been in flight for the time-out, or for another one since. It is cut when the
     * connection has taken nothing of it in that time, and when it is closing for too long.
     */
    void overdue() {
        if (write.isDone()) writeCompleted();
        else if (state == State.CLOSING && isClosingTooLong()) cut(closing);
        else if (!write.goesOn()) cut(state == State.CLOSING ? closing : CloseReason.SLOW_CONSUMER);
    }

    private boolean isClosingTooLong() {
        long closingNanos = shard.clock().nanos() - closingSinceNanos;
        return closingNanos >= shard.terms().writeTimeoutNanos();
    }

    /** Ends it once what waits and may still go has been written. */
    void close(CloseReason reason) {
        if (state != State.OPEN) return;
        if (ClosePolicy.sendsEvents(reason)) addCheckpoint();
        state = State.CLOSING;
        closing = reason;
        closingSinceNanos = shard.clock().nanos();
        if (queue != null && !ClosePolicy.sendsEvents(reason)) queue.dropEvents(DropReason.CLOSED);
        if (ClosePolicy.waits(reason)) flush();
        else cut(reason);
    }

    /** Ends it now, but for the messages that can go at once: no event, and no wait. */
    void dismiss(CloseReason reason) {
        if (queue != null) queue.dropEvents(DropReason.CLOSED);
        flush();
        cut(reason);
    }

    /** Ends it now, whatever waits. */
    void cut(CloseReason reason) {
        if (state == State.OVER) return;
        end(reason == CloseReason.SLOW_CONSUMER ? DropReason.SLOW_CONSUMER : DropReason.CLOSED);
        LOG.atDebug()
                .addKeyValue("session", id)
                .addKeyValue("reason", reason.word())
                .log("A session is closed");
        closeSink(reason);
    }

    private void closeSink(CloseReason reason) {
        try {
            sink.close(reason);
        } catch (RuntimeException e) {
            LOG.atWarn()
                    .setCause(e)
                    .addKeyValue("session", id)
                    .log("A connection could not be closed");
        }
    }

    void disconnected() {
        if (state != State.OVER) end(DropReason.DISCONNECTED);
    }

    private void end(DropReason reason) {
        state = State.OVER;
        if (queue != null) giveQueueBack(reason);
        shard.isOver(this);
    }

    private void giveQueueBack(DropReason reason) {
        shard.queues().giveBack(queue, reason);
        queue = null;
    }

    /** Gives up its subscriptions, when it is over. */
    void release() {
        subscriptions.clear();
    }

    @Override
    public boolean claim(long visit) {
        if (lastVisit == visit) return false;
        lastVisit = visit;
        return true;
    }

    /** Where it stands among the sessions of its shard. */
    int place() {
        return place;
    }

    void placeAt(int newPlace) {
        place = newPlace;
    }
}
