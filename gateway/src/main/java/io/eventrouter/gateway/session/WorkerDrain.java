package io.eventrouter.gateway.session;

import io.eventrouter.gateway.feed.Reader;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/**
 * How one worker lets its sessions go when the gateway stops: each is told to reconnect; once all
 * that the look-ahead holds has been dispatched each is closed, with what waits for it written
 * first. Confined to its worker's thread.
 */
final class WorkerDrain {
    private static final String WHY = CloseReason.DRAINING.word();

    private final Shard shard;
    private final Reader reader;
    private LongSupplier reconnectMillis;
    private CompletableFuture<Void> done;
    private boolean closing;

    WorkerDrain(Shard shard, Reader reader) {
        this.shard = shard;
        this.reader = reader;
    }

    /**
     * @param afterMillis when each session is told to come back; asked once for each
     * @param whenDone completed when no session is left
     */
    void begin(LongSupplier afterMillis, CompletableFuture<Void> whenDone) {
        reconnectMillis = afterMillis;
        done = whenDone;
        shard.forEach(this::tellToReconnect);
    }

    /** A session that was opened while the drain went on. */
    void opened(LiveSession session) {
        if (done == null) return;
        tellToReconnect(session);
        session.close(CloseReason.DRAINING);
    }

    /** Goes on when it can; returns how much was done. */
    int step() {
        if (done == null || done.isDone()) return 0;
        if (!closing && reader.isEmpty()) {
            closing = true;
            shard.forEach(session -> session.close(CloseReason.DRAINING));
        }
        shard.removeThoseOver();
        if (shard.sessions() > 0) return 0;
        done.complete(null);
        return 1;
    }

    /** Ends all sessions now; the hint when to come back still goes to those that can take it. */
    void cutAll() {
        shard.forEach(session -> session.dismiss(CloseReason.DRAINING));
    }

    /** The worker ends, whatever was asked of it: no session is left, and nobody waits for it. */
    void ended() {
        shard.forEach(session -> session.cut(CloseReason.DRAINING));
        if (done != null) done.complete(null);
    }

    private void tellToReconnect(LiveSession session) {
        session.send(new ServerMessage.Reconnect(reconnectMillis.getAsLong(), WHY));
    }
}
