package io.eventrouter.gateway.socket;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;

/**
 * Answers pings, at most one answer in flight: while a client does not read, only its latest ping
 * waits for an answer (RFC 6455, 5.5.3 allows that), so its pings cannot fill our memory.
 *
 * <p>Thread-safe: one atomic reference says whether an answer is in flight and what waits.
 */
final class PongReplies implements Callback {
    private static final State IDLE = new State(false, null);
    private static final State IN_FLIGHT = new State(true, null);

    private final BiConsumer<Frame, Callback> send;
    private final AtomicReference<State> state = new AtomicReference<>(IDLE);

    /**
     * @param send hands a frame to the connection; completes the callback once
     */
    PongReplies(BiConsumer<Frame, Callback> send) {
        this.send = send;
    }

    /**
     * @param inFlight whether an answer is on its way
     * @param next what to answer after it; null for nothing
     */
    private record State(boolean inFlight, ByteBuffer next) {}

    /**
     * @param ping its payload; copied
     */
    void reply(ByteBuffer ping) {
        ByteBuffer copy = ByteBuffer.allocate(ping.remaining()).put(ping.slice()).flip();
        State before = state.getAndUpdate(s -> s.inFlight ? new State(true, copy) : IN_FLIGHT);
        if (!before.inFlight) send(copy);
    }

    @Override
    public void succeeded() {
        State before = state.getAndUpdate(s -> s.next == null ? IDLE : IN_FLIGHT);
        if (before.next != null) send(before.next);
    }

    /** The connection is over: nothing goes out any more. */
    @Override
    public void failed(Throwable cause) {
        state.set(IN_FLIGHT);
    }

    private void send(ByteBuffer payload) {
        send.accept(new Frame(OpCode.PONG, payload), this);
    }
}
