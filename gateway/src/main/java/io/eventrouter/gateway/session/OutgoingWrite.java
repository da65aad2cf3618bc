package io.eventrouter.gateway.session;

import io.eventrouter.gateway.trace.SpanPart;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one session has handed to its sink and not seen written: one write at most. Counts what was
 * written and what was lost, and watches that a long write makes progress. Confined to its worker's
 * thread.
 */
final class OutgoingWrite {
    /** What a write may take while there is pressure. */
    enum Reach {
        /** Urgent events, and others as the worker has room for them. */
        AS_ROOM,
        URGENT,
        ALL
    }

    private static final Logger LOG = LoggerFactory.getLogger(OutgoingWrite.class);

    private final LiveSession session;
    private final FrameSink sink;
    private final Shard shard;
    private final PendingWrite write;

    /** Null while none is. */
    private Batch inFlight;

    private long lastProgress;

    /** Null until events were sent, and for those that answer no pings. */
    private Probes probes;

    /** Until then nothing is asked or counted, unless there is pressure; once there are probes. */
    private long calmUntilNanos;

    private boolean over;
    private Reach reach = Reach.AS_ROOM;

    OutgoingWrite(LiveSession session, FrameSink sink, Shard shard, Mailbox mailbox) {
        this.session = session;
        this.sink = sink;
        this.shard = shard;
        write = new PendingWrite(session, mailbox);
    }

    FrameSink sink() {
        return sink;
    }

    /** See {@link FrameSink#prefetch()}. */
    int prefetch() {
        return sink.prefetch() + (write.isDone() ? 1 : 0);
    }

    /** Whether the next write may begin. */
    boolean isIdle() {
        return inFlight == null;
    }

    /**
     * Begins one.
     *
     * @return what was written with it, which is done and {@linkplain #settle(Batch) to be
     *     settled}; null while it is in flight: then its completion comes by the mailbox
     */
    Batch begin(Batch batch) {
        boolean probes = !over && !shard.budget().isOff() && sink.answersPings();
        Batch begun = probes ? probed(batch) : batch;
        write.begin();
        try {
            sink.write(begun.messages(), write);
        } catch (RuntimeException e) {
            write.failed(e);
        } catch (Error e) {
            inFlight = begun; // nobody knows what became of it: nothing may follow
            throw e;
        }
        if (write.returned()) return begun;
        inFlight = begun;
        awaitCompletion(sink.progress());
        return null;
    }

    /** With a ping behind it, where one is to be asked. */
    private Batch probed(Batch batch) {
        long now = shard.clock().nanos();
        if (probes == null) {
            if (!batch.endsWithEvent()) return batch;
            probes = new Probes(shard.budget(), now);
        } else if (!shard.budget().isPressed() && now - calmUntilNanos < 0) return batch;
        if (!probes.sending(batch.bytes(), now)) {
            calmUntilNanos = probes.calmUntilNanos();
            return batch;
        }
        shard.clock().refresh();
        calmUntilNanos = shard.clock().nanos();
        return batch.with(probes.ask(calmUntilNanos));
    }

    /** The client has read up to that probe. */
    void answered(long probe, long nanos) {
        if (probes != null) probes.answered(probe, nanos);
    }

    /** What writes may take from now on. */
    void reach(Reach next) {
        if (reach != next) reach = next; // a store of a reference costs more than a look
    }

    /** What may go out now of what the exit lets out. */
    Exit limit(Exit exit) {
        SendBudget budget = shard.budget();
        if (over || reach == Reach.ALL || !budget.isPressed()) return exit;
        boolean room = reach == Reach.AS_ROOM && budget.hasRoom();
        return room ? exit : shard.urgentExit().before(exit);
    }

    /** It is to end: what waits goes out as it can, and counts for nothing. */
    void ends() {
        over = true;
        if (probes != null) probes.writeOff();
        probes = null;
    }

    /** Whether the write that was in flight is done, and not yet settled. */
    boolean isDone() {
        return write.isDone();
    }

    /** The same for the write that was in flight. */
    boolean settle() {
        Batch done = inFlight;
        inFlight = null;
        return settle(done);
    }

    /** Counts what became of a write that is done; returns whether it succeeded. */
    boolean settle(Batch done) {
        Throwable failure = write.finish();
        if (failure == null) shard.meters().written(done.events());
        else shard.meters().dropped(done.events(), DropReason.DISCONNECTED);
        if (done.isTraced()) trace(done, failure == null);
        if (failure == null) return true;
        LOG.atDebug().setCause(failure).addKeyValue("session", session.id()).log("A write failed");
        return false;
    }

    /** By a clock that is read now: the step's time may be that of the dispatch. */
    private void trace(Batch done, boolean written) {
        shard.clock().refresh();
        for (Outbound each : done.messages()) {
            SpanPart span = each instanceof EventFrame event ? event.span() : null;
            if (span == null) continue;
            if (written) span.wasWritten(shard.clock().nanos());
            else span.wasDropped();
        }
    }

    /**
     * After the time-out: whether the connection has taken some of the write meanwhile, which gives
     * it another time-out.
     */
    boolean goesOn() {
        long progress = sink.progress();
        if (progress == lastProgress) return false;
        awaitCompletion(progress);
        return true;
    }

    /** Lets the connection go; nothing is written after it. */
    void closeSink(CloseReason reason) {
        try {
            sink.close(reason);
        } catch (RuntimeException e) {
            LOG.atWarn()
                    .setCause(e)
                    .addKeyValue("session", session.id())
                    .log("A connection could not be closed");
        }
    }

    private void awaitCompletion(long progress) {
        lastProgress = progress;
        shard.writes().begun(session, shard.clock().nanos());
    }
}
