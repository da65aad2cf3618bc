package io.eventrouter.gateway.socket;

import io.eventrouter.gateway.session.CloseReason;
import io.eventrouter.gateway.session.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.Connection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's event stream: its connection once the head of the response is out. It speaks no more
 * HTTP, and nothing of Jetty's is kept for it but the socket. A client sends nothing here but the
 * end; what else comes ends the stream.
 *
 * <p>Jetty's calls come one at a time; ticks come from a thread of their own, as does a close, and
 * what these see is volatile. Nothing here blocks.
 */
final class SseConnection extends AbstractConnection.NonBlocking
        implements Connection.UpgradeTo, SocketClient {
    private static final Logger LOG = LoggerFactory.getLogger(SseConnection.class);

    private final ConnectionParts parts;
    private final SseRequest stream;
    private final GatewayEndPoint endPoint;
    private final SseSink sink;
    private final ClientAccess access;
    private boolean spokeEarly;
    private volatile Session session;
    private volatile CompletableFuture<Void> closing;

    /** The write behind which a heartbeat has been asked for; confined to the tick. */
    private long heartbeatAfterNanos;

    SseConnection(
            ConnectionParts parts,
            SseRequest stream,
            GatewayEndPoint endPoint,
            SseSink sink,
            Executor executor) {
        super(endPoint, executor);
        this.parts = parts;
        this.stream = stream;
        this.endPoint = endPoint;
        this.sink = sink;
        access =
                new ClientAccess(
                        parts.identities(), stream.identity(), endPoint, sink.wroteNanos());
        heartbeatAfterNanos = sink.wroteNanos() - 1;
    }

    /** A client that has sent more than its request. */
    @Override
    public void onUpgradeTo(ByteBuffer early) {
        spokeEarly = early.hasRemaining();
    }

    @Override
    public void onOpen() {
        super.onOpen();
        // The tick watches it; Jetty's own watch would be a timer for each connection.
        endPoint.setIdleTimeout(0);
        parts.metrics().opened(Transport.SSE);
        endPoint.upgraded(this);
        try {
            session = parts.sessions().open(access.guard(sink), true);
            stream.subscribe(session);
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("An event stream could not begin");
            sink.close(CloseReason.INTERNAL);
        }
        if (spokeEarly) sink.close(CloseReason.PROTOCOL);
        fillInterested();
        if (!endPoint.isOpen()) disconnected(); // it may have ended before it had a session
    }

    @Override
    public void onFillable() {
        try {
            // Empty, as Jetty has it: what comes goes behind the limit.
            int filled = endPoint.fill(endPoint.writeBuffer().clear().limit(0));
            if (filled < 0) sink.clientClosed();
            else fillInterested();
        } catch (IOException e) {
            endPoint.close(e);
        }
    }

    @Override
    public void onBytes(ByteBuffer bytes) {
        sink.close(CloseReason.PROTOCOL);
    }

    @Override
    public void onTick(long nowNanos) {
        sink.abortIfOverdue(nowNanos);
        CloseReason ended = access.ended(nowNanos);
        if (ended == null) keepAlive(nowNanos);
        else sink.close(ended);
    }

    /** A comment for one that is quiet, unless the last one waits to be written still. */
    private void keepAlive(long nowNanos) {
        Session live = session;
        long wrote = sink.wroteNanos();
        boolean isQuiet = nowNanos - wrote >= parts.settings().heartbeat().toNanos();
        if (live == null || !isQuiet || wrote == heartbeatAfterNanos) return;
        heartbeatAfterNanos = wrote;
        live.send(SseMessages.HEARTBEAT);
    }

    @Override
    public CompletableFuture<Void> close(CloseReason reason) {
        var closed = new CompletableFuture<Void>();
        closing = closed;
        sink.close(reason);
        if (sink.isOver()) closed.complete(null);
        return closed;
    }

    @Override
    public void onClose(Throwable cause) {
        super.onClose(cause);
        parts.metrics().closed(Transport.SSE, sink.endedBy());
        disconnected();
        CompletableFuture<Void> closed = closing;
        if (closed != null) closed.complete(null);
    }

    private void disconnected() {
        Session live = session;
        if (live != null) live.disconnected();
    }
}
