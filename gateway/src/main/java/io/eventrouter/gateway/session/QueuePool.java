package io.eventrouter.gateway.session;

import java.util.ArrayDeque;
import java.util.function.Supplier;

/**
 * Queues that no session needs at present, so that an idle session holds none and a busy one makes
 * no garbage. Confined to its worker's thread.
 */
final class QueuePool {
    /** A broadcast needs one for each session of the worker; one takes 1 or 2 KB. */
    private static final int CAPACITY = 4_096;

    private final ArrayDeque<SessionQueue> free = new ArrayDeque<>();
    private final Supplier<SessionQueue> maker;

    QueuePool(Supplier<SessionQueue> maker) {
        this.maker = maker;
    }

    /** An empty queue. */
    SessionQueue take() {
        SessionQueue queue = free.poll();
        return queue != null ? queue : maker.get();
    }

    /** Takes a queue back, dropping what is in it for that reason. */
    void giveBack(SessionQueue queue, DropReason reason) {
        queue.clear(reason);
        if (free.size() < CAPACITY) free.push(queue);
    }
}
