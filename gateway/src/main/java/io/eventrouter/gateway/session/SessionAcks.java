package io.eventrouter.gateway.session;

import io.eventrouter.event.Channel;
import io.eventrouter.event.Position;
import io.eventrouter.gateway.ack.AckEntry;
import io.eventrouter.gateway.ack.AckWindow;
import io.eventrouter.gateway.routing.Subscription;
import io.eventrouter.gateway.session.AckDeadlines.Deadline;
import io.eventrouter.gateway.session.ServerMessage.Checkpoint;
import io.eventrouter.wire.RoutedRecord;
import java.util.ArrayList;
import java.util.List;

/**
 * What one session has to acknowledge. Only sessions with a subscription that wants it have one.
 *
 * <pre>
 *   queue ──passes──▶ window ──acknowledged──▶ gone
 *                       │──time is up──▶ again, with the next write
 *                       └──too often──▶ letter ──kept──▶ told and gone
 * </pre>
 *
 * <p>An event enters the window when it is taken for a write, so what is shed, collapsed or expired
 * in the queue never was in it. While the window is full the levels that are to be acknowledged
 * wait in the queue. A checkpoint waits here until all that was sent before it has left the window:
 * a client that resumes from any cursor it was given is sent again what it has not acknowledged.
 *
 * <p>Confined to the session's worker.
 */
final class SessionAcks implements Exit, AckWindow.Ends<Delivery> {
    /** The part of a write that may be filled with what is sent again. */
    private static final int MOST_AGAIN = SessionQueue.BATCH_MESSAGES / 2;

    private static final int MOST_AGAIN_BYTES = SessionQueue.BATCH_BYTES / 2;
    private static final String UNACKNOWLEDGED = "unacknowledged";

    private final LiveSession session;
    private final Shard shard;
    private final ShardAcks shared;
    private final AckWindow<Delivery> window;
    private final HeldCheckpoint checkpoint;
    private final List<Subscription<LiveSession>> wanting = new ArrayList<>(1);
    private Deadline deadline;
    private int countedEvents;
    private long countedBytes;
    private boolean countedFull;
    private boolean over;

    SessionAcks(LiveSession session, Shard shard) {
        this.session = session;
        this.shard = shard;
        shared = shard.acks();
        window = shared.newWindow();
        checkpoint = new HeldCheckpoint(window);
        shared.begun();
        shard.meters().acking(1);
    }

    /** Events of that subscription are to be acknowledged. */
    void want(Subscription<LiveSession> subscription) {
        if (!wanting.contains(subscription)) wanting.add(subscription);
    }

    /** Events of that subscription need not be acknowledged any more; returns whether any must. */
    boolean unwant(Subscription<LiveSession> subscription) {
        if (wanting.remove(subscription)) {
            window.forget(entry -> !isWanted(entry.rank(), entry.event().record().channel()));
            changed();
        }
        return !wanting.isEmpty();
    }

    private boolean isWanted(int rank, Channel channel) {
        for (Subscription<LiveSession> each : wanting)
            if (each.wants(rank) && each.pattern().matches(channel)) return true;
        return false;
    }

    @Override
    public int held() {
        return window.hasRoom() ? 0 : shared.terms().ranks();
    }

    @Override
    public void passes(Delivery delivery) {
        RoutedRecord record = delivery.record();
        if (record == null || !shared.terms().covers(delivery.rank())) return;
        if (!isWanted(delivery.rank(), record.channel())) return;
        window.sending(
                record.position(),
                delivery.rank(),
                delivery.bytes(),
                delivery.expiryMillis(),
                delivery);
    }

    @Override
    public boolean lets(Checkpoint next) {
        return checkpoint.lets(next);
    }

    /** The one that waits for acknowledgements. */
    HeldCheckpoint checkpoint() {
        return checkpoint;
    }

    /** Whether something may be due to be sent again. */
    boolean mayBeDue() {
        return window.mayBeDue();
    }

    /** What is to be sent again with the next write, the most urgent first. */
    List<Outbound> takeDue(long nowMillis) {
        var again = new ArrayList<Outbound>();
        int bytes = 0;
        while (again.size() < MOST_AGAIN && bytes < MOST_AGAIN_BYTES) {
            AckEntry<Delivery> entry = window.pollDue(nowMillis, this);
            if (entry == null) break;
            EventFrame frame = entry.event().frame();
            again.add(frame);
            bytes += frame.bytes();
            shared.meters().sentAgain(entry.rank());
        }
        changed();
        return again;
    }

    /** All that was taken for the write has been handed to the socket. */
    void written() {
        window.written(shard.clock().nanos());
        count();
        lookInTime();
    }

    /** Positions that are not in the window are passed over: they may be of another connection. */
    void acknowledge(List<Position> positions) {
        int known = 0;
        for (Position position : positions) if (window.acknowledge(position)) known++;
        if (known == 0) return;
        shared.meters().acknowledged(known);
        changed();
        session.wake();
    }

    /** A deadline has passed. */
    void look() {
        window.look(shard.clock().nanos(), shard.clock().millis(), this);
        changed();
        lookInTime();
        session.wake();
    }

    @Override
    public void expired(AckEntry<Delivery> entry) {
        shared.meters().expired(entry.rank());
        tell(entry, DropReason.EXPIRED.text());
    }

    @Override
    public void exhausted(AckEntry<Delivery> entry) {
        shared.giveUp(this, entry);
    }

    /** What became of an event that was handed over. */
    void givenUp(AckEntry<Delivery> entry, boolean kept) {
        if (over) return;
        if (!kept) {
            window.notStored(entry, shard.clock().nanos());
            lookInTime();
        } else if (window.stored(entry)) {
            shared.meters().givenUp(entry.rank());
            tell(entry, UNACKNOWLEDGED);
            changed();
            session.wake();
        }
    }

    private void tell(AckEntry<Delivery> entry, String reason) {
        RoutedRecord record = entry.event().record();
        session.tell(
                new ServerMessage.Gap(
                        record.channel().name(),
                        record.priority().name(),
                        1,
                        reason,
                        entry.position().toString()));
    }

    /** The window holds less than before. */
    private void changed() {
        count();
        Checkpoint released = checkpoint.release();
        if (released != null) session.sendReleased(released);
    }

    private void count() {
        if (over) return;
        int events = window.events();
        long bytes = window.bytes();
        shard.meters().unacked(events - countedEvents, bytes - countedBytes);
        countedEvents = events;
        countedBytes = bytes;
        countFull(!window.hasRoom());
    }

    private void countFull(boolean full) {
        if (full != countedFull) shard.meters().full(full ? 1 : -1);
        countedFull = full;
    }

    private void lookInTime() {
        long now = shard.clock().nanos();
        long left = window.nanosLeft(now);
        if (over || left == Long.MAX_VALUE) return;
        if (deadline == null || now + left - deadline.nanos() < 0) shared.lookAt(this, now + left);
    }

    /** The session is over, or acknowledges nothing any more. Repeated calls do nothing. */
    void end() {
        if (over) return;
        over = true;
        shard.meters().unacked(-countedEvents, -countedBytes);
        shard.meters().acking(-1);
        countFull(false);
        shared.ended(this);
    }

    LiveSession session() {
        return session;
    }

    int unackedEvents() {
        return window.events();
    }

    long unackedBytes() {
        return window.bytes();
    }

    /** When it is to be looked at; null for never. */
    Deadline deadline() {
        return deadline;
    }

    void lookAt(Deadline next) {
        deadline = next;
    }
}
