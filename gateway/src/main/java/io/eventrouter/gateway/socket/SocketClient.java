package io.eventrouter.gateway.socket;

import io.eventrouter.gateway.session.CloseReason;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;

/**
 * Who has a session on a connection, however its messages travel. Thread-safe, except that bytes
 * come from one thread at a time.
 */
interface SocketClient {
    /** Time goes on: heartbeats, and the end of a close that takes too long. */
    void onTick(long nowNanos);

    /** Bytes as they came from the client; the view is the callee's. */
    void onBytes(ByteBuffer bytes);

    /** Ends it; the result is complete when that is on its way to the client, or was before. */
    CompletableFuture<Void> close(CloseReason reason);
}
