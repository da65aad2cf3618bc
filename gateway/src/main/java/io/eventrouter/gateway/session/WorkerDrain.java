package io.eventrouter.gateway.session;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/**
 * How one worker lets its sessions go when the gateway stops: each is told at once that it will
 * have to reconnect; then they are closed one after the other at an even pace, each with what waits
 * for it written first. Until then a session goes on as ever. Confined to its worker's thread.
 */
final class WorkerDrain {
    private static final String WHY = CloseReason.DRAINING.word();

    private final Shard shard;
    private final Queue<LiveSession> stillOpen = new ArrayDeque<>();
    private LongSupplier reconnectMillis;
    private CompletableFuture<Void> done;
    private long intervalNanos;
    private long nextCloseNanos;

    WorkerDrain(Shard shard) {
        this.shard = shard;
    }

    /**
     * @param afterMillis how long after its close each session is told to come back; asked once for
     *     each
     * @param whenDone completed when no session is left
     */
    void begin(DrainPace pace, LongSupplier afterMillis, CompletableFuture<Void> whenDone) {
        reconnectMillis = afterMillis;
        done = whenDone;
        intervalNanos = pace.intervalNanos(shard.sessions());
        nextCloseNanos = shard.clock().nanos();
        shard.forEach(
                session -> {
                    tellToReconnect(session);
                    stillOpen.add(session);
                });
    }

    /** A session that was opened while the drain went on. */
    void opened(LiveSession session) {
        if (done == null) return;
        tellToReconnect(session);
        session.close(CloseReason.DRAINING);
    }

    /** Goes on when it is time; returns how much was done. */
    int step() {
        if (done == null || done.isDone()) return 0;
        int closed = closeThoseDue();
        shard.removeThoseOver();
        if (shard.sessions() > 0) return closed;
        stillOpen.clear();
        done.complete(null);
        return closed + 1;
    }

    /** One that went by itself meanwhile had its turn too: the others keep theirs. */
    private int closeThoseDue() {
        int closed = 0;
        while (nanosLeft(shard.clock().nanos()) == 0) {
            stillOpen.remove().attempt(s -> s.close(CloseReason.DRAINING));
            nextCloseNanos += intervalNanos;
            closed++;
        }
        return closed;
    }

    /** Until the next close is due; {@link Long#MAX_VALUE} for none. */
    long nanosLeft(long nowNanos) {
        return stillOpen.isEmpty() ? Long.MAX_VALUE : Math.max(0, nextCloseNanos - nowNanos);
    }

    /** Ends all sessions now; the hint when to come back still goes to those that can take it. */
    void cutAll() {
        stillOpen.clear();
        shard.forEach(session -> session.attempt(s -> s.dismiss(CloseReason.DRAINING)));
    }

    /** The worker ends, whatever was asked of it: no session is left, and nobody waits for it. */
    void ended() {
        stillOpen.clear();
        shard.forEach(session -> session.attempt(s -> s.cut(CloseReason.DRAINING)));
        if (done != null) done.complete(null);
    }

    private void tellToReconnect(LiveSession session) {
        session.send(new ServerMessage.Reconnect(reconnectMillis.getAsLong(), WHY));
    }
}
