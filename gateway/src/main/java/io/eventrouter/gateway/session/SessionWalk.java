package io.eventrouter.gateway.session;

import java.util.concurrent.CompletableFuture;

/**
 * Looks at the sessions of a worker, some thousands in each of its steps, the last one first: where
 * one goes meanwhile the last takes its place, and is looked at twice perhaps, but never passed
 * over. Those that come meanwhile are. Confined to its worker's thread.
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

    /** How many are still to be looked at; all before the first step. */
    private int left = Integer.MAX_VALUE;

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
        left = Math.min(left, shard.sessions());
        int end = Math.max(0, left - SLICE);
        while (left > end && !stopped) stopped = !visitor.visit(shard.session(--left));
        if (!stopped && left > 0) return false;
        visitor.ended();
        done.complete(null);
        return true;
    }
}
