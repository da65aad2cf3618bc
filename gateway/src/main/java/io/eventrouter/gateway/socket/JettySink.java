package io.eventrouter.gateway.socket;

import io.eventrouter.gateway.session.CloseReason;
import io.eventrouter.gateway.session.EventFrame;
import io.eventrouter.gateway.session.FrameSink;
import io.eventrouter.gateway.session.Outbound;
import io.eventrouter.gateway.session.ServerMessage;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;

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
 * <p>{@link SocketTurn} keeps control frames out of the middle. A write that waits for its client
 * holds {@value #REST_BYTES} bytes of its own and the messages, which are shared; nothing is taken
 * from a pool. Thread-safe under the rule of {@link FrameSink}: one write at a time.
 */
final class JettySink implements FrameSink {
    /** One write to the socket carries so much at most. */
    static final int GATHER_BYTES = GatewayEndPoint.WRITE_BYTES;

    /** What Jetty holds to find out when the socket takes more. */
    private static final int REST_BYTES = 4 << 10;

    private final GatewayCoreSession core;
    private final GatewayEndPoint endPoint;
    private final SocketTurn turn;

    JettySink(GatewayCoreSession core, GatewayEndPoint endPoint) {
        this.core = core;
        this.endPoint = endPoint;
        turn = ((GatewayWebSocketConnection) core.getConnection()).turn();
    }

    @Override
    public void write(List<Outbound> messages, Completion completion) {
        var write = new Write(texts(messages), completion);
        switch (turn.take(write)) {
            case NOW -> write.run();
            case NEVER -> completion.failed(new ClosedChannelException());
            case LATER -> {
                // It runs when Jetty's flusher is done.
            }
        }
    }

    private static ByteBuffer[] texts(List<Outbound> messages) {
        var texts = new ByteBuffer[messages.size()];
        for (int i = 0; i < texts.length; i++) texts[i] = text(messages.get(i));
        return texts;
    }

    private static ByteBuffer text(Outbound message) {
        return message instanceof EventFrame event
                ? event.payload()
                : ServerMessageWriter.write((ServerMessage) message);
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
        return endPoint.getRemoteSocketAddress() instanceof InetSocketAddress socket
                ? socket.getAddress().getHostAddress()
                : "";
    }

    /** One call of {@link #write}, from when it has the turn. */
    private final class Write implements Runnable {
        private final TextFrames frames;
        private final Completion completion;

        Write(ByteBuffer[] texts, Completion completion) {
            frames = new TextFrames(texts);
            this.completion = completion;
        }

        @Override
        public void run() {
            try {
                if (sendAll()) end();
                else new Rest(this).iterate();
            } catch (IOException | RuntimeException e) {
                end(e);
            }
        }

        /** Returns false when the socket takes no more for now. */
        private boolean sendAll() throws IOException {
            ByteBuffer buffer = endPoint.writeBuffer();
            while (!frames.isEmpty()) {
                frames.copyTo(buffer.clear());
                frames.take(endPoint.send(buffer.flip()));
                if (buffer.hasRemaining()) return false;
            }
            return true;
        }

        private void end() {
            turn.release();
            completion.written();
        }

        /** A frame may have gone out in part: nothing can follow it. */
        private void end(Throwable cause) {
            if (cause instanceof IOException) core.lost();
            endPoint.close(cause);
            turn.release();
            completion.failed(cause);
        }
    }

    /**
     * The rest of a write that the socket did not take at once. Jetty writes the first bytes of it
     * when it can; then the socket has room again.
     */
    private final class Rest extends IteratingCallback {
        private final Write write;
        private boolean hasRoom;
        private int handedOver;

        Rest(Write write) {
            this.write = write;
        }

        @Override
        protected Action process() throws IOException {
            if (hasRoom && write.sendAll()) return Action.SUCCEEDED;
            var first = ByteBuffer.allocate(REST_BYTES);
            write.frames.copyTo(first);
            handedOver = first.flip().remaining();
            endPoint.write(this, first);
            return Action.SCHEDULED;
        }

        @Override
        protected void onSuccess() {
            write.frames.take(handedOver);
            hasRoom = true;
        }

        @Override
        protected void onCompleteSuccess() {
            write.end();
        }

        @Override
        protected void onCompleteFailure(Throwable cause) {
            write.end(cause);
        }
    }
}
