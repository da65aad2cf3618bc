package io.eventrouter.gateway.session;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/**
 * The one write that a session may have in flight: where its completion, on whatever thread, meets
 * the worker.
 *
 * <pre>
 *   IDLE ──begin──▶ CALLING ──returned──▶ WAITING ──completion, posts to the mailbox──▶ DONE
 *                      └──completion before the call has returned──────────────────────▶ DONE ──finish──▶ IDLE
 * </pre>
 *
 * <p>A completion that comes within the call is found when the call returns: the worker goes on by
 * iteration, never from inside the completion. One that comes twice is ignored. The worker may also
 * find the write done before it comes to the entry in the mailbox, which then finds nothing to do;
 * there is one entry at most, also if the next write completes before the worker comes to it.
 *
 * <p>Thread-safe: completions on any thread; everything else on the worker's.
 */
class PendingWrite implements FrameSink.Completion, Command {
    private static final int IDLE = 0;
    private static final int CALLING = 1;
    private static final int WAITING = 2;
    private static final int DONE = 3;

    // Fields of its own in place of atomic objects: each session has one of this.
    private static final AtomicIntegerFieldUpdater<PendingWrite> STATE =
            AtomicIntegerFieldUpdater.newUpdater(PendingWrite.class, "state");
    private static final AtomicIntegerFieldUpdater<PendingWrite> POSTED =
            AtomicIntegerFieldUpdater.newUpdater(PendingWrite.class, "posted");

    private final LiveSession session;
    private final Mailbox mailbox;
    private volatile int state = IDLE;

    /** 1 while there is an entry in the mailbox. */
    private volatile int posted;

    /** Written before the state becomes DONE, read after. */
    private Throwable failure;

    PendingWrite(LiveSession session, Mailbox mailbox) {
        this.session = session;
        this.mailbox = mailbox;
    }

    void begin() {
        failure = null;
        STATE.lazySet(this, CALLING); // who completes it gets it from the call
    }

    /** The call that writes has returned: whether the write is done, too. */
    boolean returned() {
        return isDone() || !STATE.compareAndSet(this, CALLING, WAITING);
    }

    /** Whether a write that was in flight is done, and not yet finished. */
    boolean isDone() {
        return state == DONE;
    }

    /** Ends a write that is done: null, or why it failed. */
    Throwable finish() {
        STATE.lazySet(this, IDLE); // one that completes it again does nothing in either state
        return failure;
    }

    @Override
    public void written() {
        complete(null);
    }

    @Override
    public void failed(Throwable cause) {
        complete(cause);
    }

    private void complete(Throwable cause) {
        int now = state;
        if (now == CALLING || now == WAITING) failure = cause;
        if (STATE.compareAndSet(this, CALLING, DONE)) return;
        if (STATE.compareAndSet(this, WAITING, DONE)
                && posted == 0
                && POSTED.compareAndSet(this, 0, 1)) mailbox.post(this);
    }

    /**
     * On the worker, after a completion that came by the mailbox. What completes after the first
     * line posts again; what completed before is seen by the second.
     */
    @Override
    public void run() {
        posted = 0;
        if (isDone()) completed();
    }

    /** What a test of the states alone replaces. */
    void completed() {
        session.writeCompleted();
    }

    @Override
    public LiveSession session() {
        return session;
    }
}
