package io.eventrouter.gateway.socket;

import io.eventrouter.gateway.session.CloseReason;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.Behavior;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.Negotiated;
import org.eclipse.jetty.websocket.core.OutgoingEntry;
import org.eclipse.jetty.websocket.core.WebSocketComponents;
import org.eclipse.jetty.websocket.core.WebSocketCoreSession;

/**
 * Jetty's WebSocket session, with three things that differ.
 *
 * <ul>
 *   <li>The reason of a close frame is one word of {@link CloseReason}, also where Jetty closes on
 *       its own; Jetty would write the text of the exception.
 *   <li>After a close frame the connection stays until the client has closed too, {@value
 *       #CLOSE_GRACE_NANOS} ns at most. Jetty would close at once, and bytes still unread would
 *       turn that into a reset that can cost the client the close frame.
 *   <li>Our own frames go straight to Jetty's flusher: the limit on a client's frames would hold
 *       for them too, and events may be larger.
 * </ul>
 *
 * <p>Thread-safe: state beyond Jetty's own is volatile.
 */
final class GatewayCoreSession extends WebSocketCoreSession {
    static final long CLOSE_GRACE_NANOS = 2_000_000_000L;

    private final LongSupplier nanoClock;
    private volatile boolean closing;
    private volatile long closeSinceNanos;
    private volatile boolean clientClosed;
    private volatile boolean lost;
    private volatile CloseReason reason;

    GatewayCoreSession(
            ClientConnection client,
            Negotiated negotiated,
            WebSocketComponents components,
            LongSupplier nanoClock) {
        super(client, Behavior.SERVER, negotiated, components);
        this.nanoClock = nanoClock;
    }

    /** Whether a close frame is on its way out, from us. */
    boolean isClosing() {
        return closing;
    }

    /** The client has sent its close frame: there is nothing to wait for any more. */
    void clientClosed() {
        clientClosed = true;
    }

    /** The socket has failed: a close that comes for that is not what ended it. */
    void lost() {
        lost = true;
    }

    /**
     * Hands a whole frame to Jetty's flusher; its callback fails once a close frame went before.
     */
    void send(Frame frame, Callback callback) {
        getConnection().enqueueFrame(new OutgoingEntry.Builder(frame, callback).build());
    }

    /** For what takes long. */
    Executor executor() {
        return getConnection().getExecutor();
    }

    void close(CloseReason why, Callback callback) {
        if (reason == null && !lost) reason = why;
        close(new CloseStatus(why.code(), why.word()), callback);
    }

    /** Who ended it: the word of our close frame, {@code client}, or {@code lost} without one. */
    String endedBy() {
        CloseReason ours = reason;
        if (ours != null) return ours.word();
        return clientClosed ? "client" : "lost";
    }

    /** Ends a close that the client does not answer, or that a stuck write holds up. */
    void abortIfOverdue(long nowNanos) {
        if (closing && nowNanos - closeSinceNanos > CLOSE_GRACE_NANOS) abortNow();
    }

    void abortNow() {
        super.abort();
    }

    /** A status with a cause is Jetty's own, and its reason the text of that cause. */
    @Override
    public void close(CloseStatus status, Callback callback) {
        if (!closing) closeSinceNanos = nanoClock.getAsLong();
        closing = true;
        CloseStatus worded = status;
        if (status.getCause() != null) {
            CloseReason why = reasonOf(status.getCode());
            if (reason == null) reason = why;
            worded = new CloseStatus(why.code(), why.word(), status.getCause());
        }
        super.close(worded, callback);
    }

    private static CloseReason reasonOf(int code) {
        return switch (code) {
            case CloseStatus.SHUTDOWN -> CloseReason.IDLE;
            case CloseStatus.PROTOCOL -> CloseReason.PROTOCOL;
            case CloseStatus.BAD_DATA -> CloseReason.BINARY;
            case CloseStatus.BAD_PAYLOAD -> CloseReason.MALFORMED;
            case CloseStatus.MESSAGE_TOO_LARGE -> CloseReason.TOO_LARGE;
            default -> CloseReason.INTERNAL;
        };
    }

    /** Jetty calls this once a close frame is written, and when the connection is broken. */
    @Override
    public void abort() {
        EndPoint endPoint = getConnection().getEndPoint();
        boolean closeFrameWritten = closing && endPoint.isOutputShutdown();
        if (closeFrameWritten && !clientClosed && !endPoint.isInputShutdown()) readToTheEnd();
        else abortNow();
    }

    private void readToTheEnd() {
        getConnection().cancelDemand();
        getConnection().demand();
    }

    @Override
    public void onEof() {
        super.onEof();
        if (closing) abortNow();
    }

    @Override
    public void onFrame(Frame frame, Callback callback) {
        if (closing && !isInputOpen()) {
            callback.succeeded();
            demand();
        } else super.onFrame(frame, callback);
    }

    /** Jetty would set the context class loader around each call. */
    @Override
    protected void handle(Runnable call) {
        call.run();
    }
}
