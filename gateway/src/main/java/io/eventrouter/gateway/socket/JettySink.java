package io.eventrouter.gateway.socket;

import io.eventrouter.gateway.session.CloseReason;
import io.eventrouter.gateway.session.FrameSink;
import io.eventrouter.gateway.session.Outbound;
import io.eventrouter.gateway.session.Probe;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import org.eclipse.jetty.util.Callback;

/**
 * Writes a session's messages to its connection's socket, on the calling thread, past Jetty's
 * flusher: as frames one behind another in the thread's buffer, as many in one write as fit.
 * docs/decisions/0030 says why.
 *
 * <pre>
 *   turn taken ──▶ copy, write, copy, write … ──all taken──────────────────▶ turn released, written
 *                     └──socket full──▶ Jetty tells when it takes more ──▶ copy, write …
 * </pre>
 *
 * <p>{@link SocketTurn} keeps control frames out of the middle. Thread-safe under the rule of
 * {@link FrameSink}: one write at a time.
 */
final class JettySink implements FrameSink {
    /** One write to the socket carries so much at most. */
    static final int GATHER_BYTES = GatewayEndPoint.WRITE_BYTES;

    private final GatewayCoreSession core;
    private final GatewayEndPoint endPoint;
    private final SocketTurn turn;
    private volatile long lastProbe;

    JettySink(GatewayCoreSession core, GatewayEndPoint endPoint) {
        this.core = core;
        this.endPoint = endPoint;
        turn = ((GatewayWebSocketConnection) core.getConnection()).turn();
    }

    @Override
    public void write(List<Outbound> messages, Completion completion) {
        if (messages.get(messages.size() - 1) instanceof Probe probe) lastProbe = probe.number();
        var write = new Write(new TextMessages(messages), completion);
        switch (turn.take(write)) {
            case NOW -> write.run();
            case NEVER -> completion.failed(new ClosedChannelException());
            case LATER -> {
                // It runs when Jetty's flusher is done.
            }
        }
    }

    @Override
    public boolean answersPings() {
        return true;
    }

    @Override
    public int prefetch() {
        return endPoint.prefetch() + turn.prefetch();
    }

    /** The last probe that went out, or is about to; 0 for none. */
    long lastProbe() {
        return lastProbe;
    }

    /**
     * The close frame goes out behind what is in flight. If the client does not take it, the tick
     * ends the connection after a grace of {@value GatewayCoreSession#CLOSE_GRACE_NANOS} ns.
     */
    @Override
    public void close(CloseReason reason) {
        if (!core.isClosing()) core.close(reason, Callback.NOOP);
    }

    @Override
    public long progress() {
        return endPoint.takenBytes();
    }

    @Override
    public String address() {
        return endPoint.addressText();
    }

    /** One call of {@link #write}, from when it has the turn. */
    private final class Write extends SocketWrite {
        private final Completion completion;

        Write(TextMessages messages, Completion completion) {
            super(endPoint, messages);
            this.completion = completion;
        }

        @Override
        void written() {
            turn.release();
            completion.written();
        }

        @Override
        void failed(Throwable cause) {
            if (cause instanceof IOException) core.lost();
            endPoint.close(cause);
            turn.release();
            completion.failed(cause);
        }
    }
}
