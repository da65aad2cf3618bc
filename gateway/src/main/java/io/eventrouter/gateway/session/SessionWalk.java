package io.eventrouter.gateway.session;

import java.util.concurrent.CompletableFuture;

/**
 * Looks at the sessions of a worker, some thousands in each of its steps. One that comes or goes
 * meanwhile may be passed over. Confined to its worker's thread.
 */
final class SessionWalk {
    static final int SLICE = 4_096;

    /** What looks at them. */
    interface Visitor {
        /** Returns whether to go on. */
        boolean visit(LiveSession session);

        /** The last call. */
        void ended();
    }

    private final Shard shard;
    private final Visitor visitor;
    private final CompletableFuture<Void> done;
    private int next;
    private boolean stopped;

    SessionWalk(Shard shard, Visitor visitor, CompletableFuture<Void> done) {
        this.shard = shard;
        this.visitor = visitor;
        this.done = done;
    }

    /** Looks at some more; returns whether that was all. A failure is the asker's. */
    boolean step() {
        try {
            return look();
        } catch (RuntimeException e) {
            done.completeExceptionally(e);
            return true;
        }
    }

    private boolean look() {
        int end = Math.min(next + SLICE, shard.sessions());
        while (next < end && !stopped) stopped = !visitor.visit(shard.session(next++));
        if (!stopped && next < shard.sessions()) return false;
        visitor.ended();
        done.complete(null);
        return true;
    }
}
