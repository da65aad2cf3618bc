package io.eventrouter.gateway.socket;

import io.eventrouter.gateway.session.CloseReason;
import io.eventrouter.gateway.session.EventFrame;
import io.eventrouter.gateway.session.FrameSink;
import io.eventrouter.gateway.session.Outbound;
import io.eventrouter.gateway.session.ServerMessage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;

/**
 * Writes a session's messages to its connection. What is small is copied together and goes out in
 * one write; a message of {@value #LONE_BYTES} bytes or more goes from the shared buffer itself.
 *
 * <p>At most one frame of ours is in Jetty's flusher, so the session's queue is the only queue. The
 * next one starts when the last was written, by iteration, not recursion. Thread-safe under the
 * rule of {@link FrameSink}: one write at a time.
 */
final class JettySink implements FrameSink {
    /** No more than this is copied together. */
    static final int GATHER_BYTES = 32 << 10;

    /** From this size on a copy costs more than a write of its own. */
    static final int LONE_BYTES = 8 << 10;

    private final GatewayCoreSession core;
    private final GatewayEndPoint endPoint;
    private final ByteBufferPool pool;

    JettySink(GatewayCoreSession core, GatewayEndPoint endPoint) {
        this.core = core;
        this.endPoint = endPoint;
        pool = core.getByteBufferPool();
    }

    @Override
    public void write(List<Outbound> messages, Completion completion) {
        new Write(messages, completion).iterate();
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

    private static ByteBuffer text(Outbound message) {
        return message instanceof EventFrame event
                ? event.view()
                : ServerMessageWriter.write((ServerMessage) message);
    }

    /** One call of {@link #write}: at each iteration a frame goes out, or several as one. */
    private final class Write extends IteratingCallback {
        private final ByteBuffer[] texts;
        private final Completion completion;
        private int next;
        private GatheredFrames gathered;

        Write(List<Outbound> messages, Completion completion) {
            texts = messages.stream().map(JettySink::text).toArray(ByteBuffer[]::new);
            this.completion = completion;
        }

        @Override
        protected Action process() {
            if (next == texts.length) return Action.SUCCEEDED;
            int end = endOfRun();
            core.send(end - next > 1 ? gather(end) : new Frame(OpCode.TEXT, texts[next++]), this);
            return Action.SCHEDULED;
        }

        /** Up to where small messages follow one another that can be copied together. */
        private int endOfRun() {
            int end = next;
            int bytes = 0;
            while (end < texts.length && texts[end].remaining() < LONE_BYTES) {
                bytes += texts[end].remaining() + GatheredFrames.HEADER_BYTES;
                if (bytes > GATHER_BYTES) break;
                end++;
            }
            return end;
        }

        private Frame gather(int end) {
            int bytes = (end - next) * GatheredFrames.HEADER_BYTES;
            for (int i = next; i < end; i++) bytes += texts[i].remaining();
            gathered = new GatheredFrames(pool, bytes);
            while (next < end) gathered.add(texts[next++]);
            return gathered;
        }

        @Override
        protected void onSuccess() {
            release();
        }

        @Override
        protected void onCompleteSuccess() {
            completion.written();
        }

        @Override
        protected void onCompleteFailure(Throwable cause) {
            release();
            if (cause instanceof IOException) core.lost();
            completion.failed(cause);
        }

        private void release() {
            if (gathered != null) gathered.release();
            gathered = null;
        }
    }
}
