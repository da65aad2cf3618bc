package io.eventrouter.gateway.session;

import io.eventrouter.event.ChannelPattern;
import io.eventrouter.event.Priority;
import io.eventrouter.gateway.feed.OffsetJump;
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
    private final PendingWrite write;
    private final SubscriptionSet subscriptions;
    private State state = State.OPEN;
    private CloseReason closing;
    private long closingSinceNanos;
    private long lastProgress;
    private SessionQueue queue;
    private List<Outbound> inFlight = List.of();
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
        write = new PendingWrite(this, mailbox);
        subscriptions = new SubscriptionSet(shard.index());
    }

    String id() {
        return id;
    }

    void open() {
        shard.add(this);
        if (takesMessages) send(shard.terms().welcome(id, shard.position().cursor()));
    }

    void subscribe(ChannelPattern pattern, Priority minPriority, String cursor, String ref) {
        if (state != State.OPEN) return;
        int leastRank = minPriority == null ? shard.terms().leastRank() : minPriority.rank();
        int most = shard.terms().maxSubscriptions();
        if (!subscriptions.put(pattern, this, leastRank, most)) {
            refuse(ErrorCode.LIMIT, most + " subscriptions are allowed", ref);
            return;
        }
        Boolean recovered = cursor == null ? null : shard.position().continues(cursor);
        send(new ServerMessage.Subscribed(pattern.text(), recovered, ref));
    }

    void unsubscribe(ChannelPattern pattern, String ref) {
        if (state != State.OPEN) return;
        if (subscriptions.remove(pattern))
            send(new ServerMessage.Unsubscribed(pattern.text(), ref));
        else refuse(ErrorCode.NOT_SUBSCRIBED, "there is no subscription to " + pattern, ref);
    }

    private void refuse(ErrorCode code, String message, String ref) {
        send(new ServerMessage.Refused(code, message, ref));
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
        if (takesMessages) send(ServerMessage.Gap.byRetention(jump.lost()));
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
        if (!inFlight.isEmpty() || hasUrgentTurn || (hasTurn && !urgent)) return;
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
        while (state != State.OVER && inFlight.isEmpty() && queue != null) {
            List<Outbound> batch = nextBatch();
            if (!batch.isEmpty() && !writeNow(batch)) return;
        }
        if (state == State.CLOSING && inFlight.isEmpty()) cut(closing);
    }

    private List<Outbound> nextBatch() {
        List<Outbound> batch = queue.take(shard.clock().millis(), takesMessages);
        if (queue.isEmpty()) giveQueueBack(DropReason.CLOSED);
        return batch;
    }

    /** Returns whether the write is done; if not, its completion comes by the mailbox. */
    private boolean writeNow(List<Outbound> batch) {
        inFlight = batch;
        write.begin();
        try {
            sink.write(batch, write);
        } catch (RuntimeException e) {
            write.failed(e);
        }
        if (!write.returned()) {
            awaitCompletion(sink.progress());
            return false;
        }
        settle();
        return true;
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
    }

    private void settle() {
        Throwable failure = write.finish();
        for (Outbound sent : inFlight) if (sent instanceof EventFrame event) count(event, failure);
        inFlight = List.of();
        if (failure != null) {
            LOG.atDebug().setCause(failure).addKeyValue("session", id).log("A write failed");
            lose();
        }
    }

    /** What failed need not be the connection: it is closed, lest the client wait for ever. */
    private void lose() {
        if (state == State.OVER) return;
        end(DropReason.DISCONNECTED);
        closeSink(CloseReason.INTERNAL);
    }

    private void count(EventFrame event, Throwable failure) {
        int rank = event.priority().rank();
        if (failure == null) shard.meters().written(rank);
        else shard.meters().dropped(rank, DropReason.DISCONNECTED);
    }

    /**
     * Its write has been in flight for the time-out, or for another one since. It is cut when the
     * connection has taken nothing of it in that time, and when it is closing for too long.
     */
    void overdue() {
        long progress = sink.progress();
        if (write.isDone()) writeCompleted();
        else if (state == State.CLOSING && isClosingTooLong()) cut(closing);
        else if (progress != lastProgress) awaitCompletion(progress);
        else cut(state == State.CLOSING ? closing : CloseReason.SLOW_CONSUMER);
    }

    private boolean isClosingTooLong() {
        long closingNanos = shard.clock().nanos() - closingSinceNanos;
        return closingNanos >= shard.terms().writeTimeoutNanos();
    }

    private void awaitCompletion(long progress) {
        lastProgress = progress;
        shard.writes().begun(this, shard.clock().nanos());
    }

    /** Ends it once what waits and may still go has been written. */
    void close(CloseReason reason) {
        if (state != State.OPEN) return;
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
