package io.eventrouter.gateway.session;

import io.eventrouter.event.Position;
import io.eventrouter.gateway.feed.RoutedEvent;
import io.eventrouter.gateway.routing.Recipient;
import io.eventrouter.gateway.session.OutgoingWrite.Reach;
import java.util.List;
import java.util.function.Consumer;
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
 * <p>At most one write is in flight. What waits meanwhile is in its {@link Outbox}. A client that
 * does not keep up is cut: at the bounds of its queue, or when a write takes too long. Once it is
 * over nothing is written, and the sink has been closed once, unless the socket said first that the
 * connection is gone.
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
    private final boolean takesMessages;
    private final Shard shard;
    private final OutgoingWrite write;
    private final Outbox outbox;
    private final Subscriptions subscriptions;
    private State state = State.OPEN;
    private Closing closing;
    private boolean hasTurn;
    private boolean hasUrgentTurn;
    private long lastVisit;
    private int place;

    /**
     * @param takesMessages whether it is sent control messages too
     */
    LiveSession(String id, FrameSink sink, boolean takesMessages, Shard shard, Mailbox mailbox) {
        this.id = id;
        this.takesMessages = takesMessages;
        this.shard = shard;
        write = new OutgoingWrite(this, sink, shard, mailbox);
        outbox = new Outbox(this, shard, write);
        subscriptions = new Subscriptions(this, shard);
    }

    String id() {
        return id;
    }

    void open() {
        shard.add(this);
        if (!takesMessages) return;
        outbox.welcome();
        takeTurn(false);
        shard.checkpoints().opened(this);
    }

    /** The commands about its subscriptions; they do nothing once it is not open. */
    Subscriptions subscriptions() {
        return subscriptions;
    }

    /** What it is still to be sent. */
    Outbox outbox() {
        return outbox;
    }

    /** Whether it is sent control messages too. */
    boolean takesMessages() {
        return takesMessages;
    }

    /** Where it is written to. */
    FrameSink sink() {
        return write.sink();
    }

    boolean isOver() {
        return state == State.OVER;
    }

    boolean isOpen() {
        return state == State.OPEN;
    }

    void send(ServerMessage message) {
        if (state == State.OPEN && takesMessages) queued(outbox.add(message));
    }

    /** A cursor that it gets at its close may pass what this tells of: so it is told until then. */
    void tell(ServerMessage.Gap gap) {
        if (state != State.OVER && takesMessages) queued(outbox.addAhead(gap));
    }

    /** Does something for this session; what fails for one does not touch the others. */
    void attempt(Consumer<LiveSession> action) {
        try {
            action.accept(this);
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).addKeyValue("session", id).log("A session failed");
            cut(CloseReason.INTERNAL);
        }
    }

    private void queued(boolean hadRoom) {
        if (hadRoom) takeTurn(false);
        else cut(CloseReason.SLOW_CONSUMER);
    }

    /** Takes an event when it can wait here. An overflow is for the caller to act on. */
    Offer offer(Delivery delivery) {
        if (state != State.OPEN) return Offer.OVER;
        if (delivery.isExpired(shard.clock().millis())) return Offer.EXPIRED;
        Offer offer = outbox.share(delivery) ? Offer.QUEUED : queue(delivery);
        if (offer == Offer.QUEUED) takeTurn(shard.terms().order().isExpress(delivery.rank()));
        return offer;
    }

    private Offer queue(Delivery delivery) {
        if (!outbox.hasRoomFor(delivery)) makeRoom();
        return state == State.OPEN ? outbox.add(delivery) : Offer.OVER;
    }

    /** Takes an event that was read again; returns false, and takes nothing, without room. */
    boolean takeReplayed(RoutedEvent event) {
        return state == State.OPEN && outbox.addReplayed(event);
    }

    /** The client has those events. */
    void acknowledge(List<Position> positions) {
        if (state != State.OVER) outbox.acknowledge(positions);
    }

    /** There may be something to write or to read again. */
    void wake() {
        if (state == State.OPEN) takeTurn(outbox.isUrgent());
    }

    long nowNanos() {
        return shard.clock().nanos();
    }

    /**
     * Gives the client a cursor, behind all that waits for it; not while the last one waits there
     * still, and not the same again.
     */
    void checkpoint() {
        outbox.checkpointIsMade();
        renewCursor();
    }

    void renewCursor() {
        if (state == State.OPEN && !outbox.hasCheckpoint()) addCheckpoint();
    }

    private void addCheckpoint() {
        if (outbox.addCheckpoint(subscriptions.cursor())) takeTurn(false);
    }

    /** Sends a checkpoint that has waited for acknowledgements; what came later needs another. */
    void sendReleased(ServerMessage.Checkpoint checkpoint) {
        if (state != State.OVER) queued(outbox.add(checkpoint));
        if (state == State.OPEN) outbox.checkpointSoon();
    }

    /** Full for want of a turn, or of a look at the mailbox, is not the client's fault. */
    private void makeRoom() {
        if (write.isDone()) writeCompleted();
        write.reach(Reach.ALL);
        flush();
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
        write.reach(urgent ? Reach.URGENT : Reach.AS_ROOM);
    }

    /** What {@link #flush} will read; see {@link FrameSink#prefetch()}. */
    int prefetch() {
        return write.prefetch() + outbox.waitingEvents() + (subscriptions.isCatchingUp() ? 1 : 0);
    }

    /** Writes what waits, unless a write is in flight; ends a closing session that has nothing. */
    void flush() {
        writeWhatMayGo();
        write.reach(Reach.AS_ROOM);
    }

    private void writeWhatMayGo() {
        boolean more = state == State.OPEN && write.isIdle() && subscriptions.pull();
        boolean moved = false;
        while (state != State.OVER && write.isIdle() && outbox.hasNext()) {
            moved = true;
            Batch batch = outbox.next();
            if (batch.isEmpty() || state == State.OVER) continue;
            Batch written = write.begin(batch);
            if (written == null) return;
            settled(write.settle(written));
        }
        if (state == State.CLOSING && write.isIdle()) cut(closing.reason());
        if (more && moved) wake();
        if (state == State.OPEN && write.isIdle() && outbox.hasMore()) goOnLater();
    }

    /**
     * The write that was in flight is done. What has waited meanwhile gets a turn: thousands of
     * completions in one step must not keep the worker from urgent events. One that closes waits
     * for no room: its time is short.
     */
    void writeCompleted() {
        shard.writes().ended(this);
        settled(write.settle());
        boolean more = outbox.hasNext() || outbox.hasMore();
        if (state == State.CLOSING && (!more || closing.isTooLong(nowNanos())))
            cut(closing.reason());
        else if (more) takeTurn(state == State.CLOSING || outbox.isUrgent());
        else if (subscriptions.isCatchingUp()) wake();
    }

    /** Its turn was cut short for want of room: it goes on with it once there is some. */
    private void goOnLater() {
        if (hasTurn) return;
        hasTurn = true;
        shard.turns().again(this);
    }

    /** The client has read up to that probe, at that moment. */
    void answered(long probe, long nanos) {
        write.answered(probe, nanos);
    }

    private void settled(boolean succeeded) {
        if (succeeded) outbox.written();
        else lose();
    }

    /** What failed need not be the connection: it is closed, lest the client wait for ever. */
    private void lose() {
        if (state == State.OVER) return;
        end(DropReason.DISCONNECTED);
        write.closeSink(CloseReason.INTERNAL);
    }

    /**
     * Its write has been in flight for the time-out, or for another one since. It is cut when the
     * connection has taken nothing of it in that time, and when it is closing for too long.
     */
    void overdue() {
        if (write.isDone()) writeCompleted();
        else if (state == State.CLOSING && closing.isTooLong(nowNanos())) cut(closing.reason());
        else if (!write.goesOn())
            cut(state == State.CLOSING ? closing.reason() : CloseReason.SLOW_CONSUMER);
    }

    /** Ends it once what waits and may still go has been written. */
    void close(CloseReason reason) {
        if (state != State.OPEN) return;
        if (ClosePolicy.sendsEvents(reason)) addCheckpoint();
        state = State.CLOSING;
        write.ends();
        closing = new Closing(reason, nowNanos() + shard.terms().writeTimeoutNanos());
        if (!ClosePolicy.sendsEvents(reason)) outbox.dropEvents(DropReason.CLOSED);
        if (ClosePolicy.waits(reason)) flush();
        else cut(reason);
    }

    /** Ends it now, but for the messages that can go at once: no event, and no wait. */
    void dismiss(CloseReason reason) {
        outbox.dropEvents(DropReason.CLOSED);
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
        write.closeSink(reason);
    }

    void disconnected() {
        if (state != State.OVER) end(DropReason.DISCONNECTED);
    }

    private void end(DropReason reason) {
        state = State.OVER;
        write.ends();
        outbox.end(reason);
        shard.isOver(this);
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
