package io.eventrouter.gateway.socket;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.OpCode;
import org.eclipse.jetty.websocket.core.OutgoingEntry;

/**
 * Whose turn it is to write to a connection's socket: the session's, whose messages go straight to
 * it, or that of Jetty's flusher, which writes pings, pongs and close frames. Never both, so no
 * frame is written into another.
 *
 * <pre>
 *   FREE ──take──▶ OURS: entries for the flusher are held ──release──▶ FREE, or the flusher's
 *   FREE ──enqueue──▶ the flusher's ──its last entry is written──▶ FREE, or OURS if that waits
 * </pre>
 *
 * <p>From the moment a close frame is enqueued no new turn is ours: nothing is written after it. A
 * write that asked before it still comes before it. What is held is bounded by those who enqueue:
 * one ping, one pong, one close frame.
 *
 * <p>Thread-safe: one reference says all. At most one write of the session asks at a time.
 */
final class SocketTurn {
    private static final State FREE = new State(false, 0, null, List.of(), false);
    private static final State OURS = new State(true, 0, null, List.of(), false);

    /** In place of an atomic object for each connection. */
    private static final AtomicReferenceFieldUpdater<SocketTurn, Object> STATE =
            AtomicReferenceFieldUpdater.newUpdater(SocketTurn.class, Object.class, "state");

    /** What became of asking for a turn. */
    enum Answer {
        NOW,
        /** The flusher writes; the write is run when it has done so. */
        LATER,
        /** A close frame is on its way, or out. */
        NEVER
    }

    /**
     * @param flushing entries that the flusher has not written yet
     * @param waiting our write, which waits for them; null for none
     * @param held entries that wait for our write
     */
    private record State(
            boolean ours,
            int flushing,
            Runnable waiting,
            List<OutgoingEntry> held,
            boolean closing) {
        State enqueue(OutgoingEntry entry) {
            boolean close = closing || entry.getFrame().getOpCode() == OpCode.CLOSE;
            if (!holds()) return new State(false, flushing + 1, null, List.of(), close);
            var more = new ArrayList<>(held);
            more.add(entry);
            return new State(ours, flushing, waiting, more, close);
        }

        boolean holds() {
            return ours || waiting != null;
        }

        /** The flusher has written one. */
        State flushed() {
            if (flushing > 1) return new State(false, flushing - 1, waiting, held, closing);
            return waiting == null
                    ? new State(false, 0, null, List.of(), closing)
                    : new State(true, 0, null, held, closing);
        }

        State release() {
            return new State(false, held.size(), null, List.of(), closing);
        }
    }

    private final Consumer<OutgoingEntry> flusher;

    /**
     * Null for {@link #FREE}, this for {@link #OURS}, else a {@link State}. Each write goes from
     * one to the other and back; to refer to another object from an old one would cost a collector
     * that follows such references, as G1 does, more than the write costs us.
     */
    private volatile Object state;

    /**
     * @param flusher takes an entry, whose callback it completes when it is done with it
     */
    SocketTurn(Consumer<OutgoingEntry> flusher) {
        this.flusher = flusher;
    }

    /**
     * Asks for a turn; one that is granted ends with {@link #release}.
     *
     * @param write is run on the thread that ends the flusher's turn, if the answer is LATER
     */
    Answer take(Runnable write) {
        while (true) {
            if (STATE.compareAndSet(this, null, this)) return Answer.NOW;
            Object kept = state;
            State now = unpack(kept);
            if (now.closing) return Answer.NEVER;
            if (now.flushing == 0) {
                if (now.ours) throw new IllegalStateException("a write is in flight");
                if (STATE.compareAndSet(this, kept, this)) return Answer.NOW;
            } else if (STATE.compareAndSet(
                    this, kept, new State(false, now.flushing, write, List.of(), false)))
                return Answer.LATER;
        }
    }

    /** As {@link io.eventrouter.gateway.session.FrameSink#prefetch()}. */
    int prefetch() {
        return state == null ? 0 : 1;
    }

    /** Our turn is over: what was held goes to the flusher. */
    void release() {
        if (STATE.compareAndSet(this, this, null)) return;
        State before = update(State::release);
        before.held.forEach(this::flush);
    }

    /** Hands an entry to the flusher, now or when our turn is over. */
    void enqueue(OutgoingEntry entry) {
        State before = update(s -> s.enqueue(entry));
        if (!before.holds()) flush(entry);
    }

    /** Returns what it was before. */
    private State update(UnaryOperator<State> change) {
        return unpack(STATE.getAndUpdate(this, kept -> pack(change.apply(unpack(kept)))));
    }

    private State unpack(Object kept) {
        if (kept == null) return FREE;
        return kept == this ? OURS : (State) kept;
    }

    /** What was made anew is packed, too, where it is one of the two. */
    private Object pack(State next) {
        if (next.equals(FREE)) return null;
        return next.equals(OURS) ? this : next;
    }

    private void flush(OutgoingEntry entry) {
        Callback theirs = entry.getCallback();
        flusher.accept(
                new OutgoingEntry.Builder(entry)
                        .callback(Callback.from(theirs, this::flushed))
                        .build());
    }

    private void flushed() {
        State before = update(State::flushed);
        if (before.flushing == 1 && before.waiting != null) before.waiting.run();
    }
}
