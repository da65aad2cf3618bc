package io.eventrouter.gateway.session;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

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

    private final LiveSession session;
    private final Mailbox mailbox;
    private final AtomicInteger state = new AtomicInteger(IDLE);
    private final AtomicBoolean posted = new AtomicBoolean();

    /** Written before the state becomes DONE, read after. */
    private Throwable failure;

    PendingWrite(LiveSession session, Mailbox mailbox) {
        this.session = session;
        this.mailbox = mailbox;
    }

    void begin() {
        failure = null;
        state.set(CALLING);
    }

    /** The call that writes has returned: whether the write is done, too. */
    boolean returned() {
        return !state.compareAndSet(CALLING, WAITING);
    }

    /** Whether a write that was in flight is done, and not yet finished. */
    boolean isDone() {
        return state.get() == DONE;
    }

    /** Ends a write that is done: null, or why it failed. */
    Throwable finish() {
        state.set(IDLE);
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
        int now = state.get();
        if (now == CALLING || now == WAITING) failure = cause;
        if (state.compareAndSet(CALLING, DONE)) return;
        if (state.compareAndSet(WAITING, DONE) && posted.compareAndSet(false, true))
            mailbox.post(this);
    }

    /**
     * On the worker, after a completion that came by the mailbox. What completes after the first
     * line posts again; what completed before is seen by the second.
     */
    @Override
    public void run() {
        posted.set(false);
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
