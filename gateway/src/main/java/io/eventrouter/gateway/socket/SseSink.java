package io.eventrouter.gateway.socket;

import io.eventrouter.gateway.session.CloseReason;
import io.eventrouter.gateway.session.EventFrame;
import io.eventrouter.gateway.session.FrameSink;
import io.eventrouter.gateway.session.Outbound;
import io.eventrouter.gateway.session.ServerMessage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/**
 * Writes a session's messages to its connection's socket as an event stream. Nobody else writes
 * there, so all that has to be kept apart is a write and the end.
 *
 * <pre>
 *   FREE ──write──▶ WRITING ──all taken──────────────────▶ FREE
 *    │                 └─close─▶ ENDING ──all taken──▶ the last block, OVER
 *    └──close──▶ the last block, OVER        (and OVER from anywhere when a write fails)
 * </pre>
 *
 * <p>Thread-safe under the rule of {@link FrameSink}: one write at a time.
 */
final class SseSink implements FrameSink {
    private static final String CLIENT = "client";
    private static final String LOST = "lost";

    private enum State {
        FREE,
        WRITING,
        ENDING,
        OVER
    }

    private final GatewayEndPoint endPoint;
    private final SseMessages messages;
    private final LongSupplier nanoClock;
    private final AtomicReference<State> state = new AtomicReference<>(State.FREE);
    private final AtomicReference<String> endedBy = new AtomicReference<>();
    private volatile long wroteNanos;

    /** Set before the state is ENDING or OVER, and read after. */
    private CloseReason reason;

    private long endSinceNanos;

    SseSink(GatewayEndPoint endPoint, SseMessages messages, LongSupplier nanoClock) {
        this.endPoint = endPoint;
        this.messages = messages;
        this.nanoClock = nanoClock;
        wroteNanos = nanoClock.getAsLong();
    }

    @Override
    public void write(List<Outbound> outbound, Completion completion) {
        var write = new Write(blocks(outbound), completion);
        if (!state.compareAndSet(State.FREE, State.WRITING)) {
            completion.failed(new ClosedChannelException());
            return;
        }
        wroteNanos = nanoClock.getAsLong();
        write.run();
    }

    @Override
    public int prefetch() {
        return endPoint.prefetch() + (state.get() == State.FREE ? 1 : 0);
    }

    private SseBlocks blocks(List<Outbound> outbound) {
        var texts = new ByteBuffer[outbound.size()];
        var events = new boolean[texts.length];
        for (int i = 0; i < texts.length; i++) {
            if (outbound.get(i) instanceof EventFrame event) {
                texts[i] = event.payload();
                events[i] = true;
            } else texts[i] = messages.encode((ServerMessage) outbound.get(i));
        }
        return new SseBlocks(texts, events);
    }

    /** When the last write began. */
    long wroteNanos() {
        return wroteNanos;
    }

    /**
     * The last block goes out behind what is in flight. If the client does not take that, the tick
     * ends the connection after a grace of {@value GatewayCoreSession#CLOSE_GRACE_NANOS} ns.
     */
    @Override
    public void close(CloseReason why) {
        if (!endedBy.compareAndSet(null, why.word())) return;
        reason = why;
        endSinceNanos = nanoClock.getAsLong();
        State before = state.getAndUpdate(now -> now == State.WRITING ? State.ENDING : State.OVER);
        if (before == State.FREE) end();
    }

    /** A socket that takes nothing more has a client that reads nothing more. */
    private void end() {
        try {
            endPoint.send(SseMessages.end(reason));
        } catch (IOException e) {
            // The client has gone by itself, and need not be told.
        }
        endPoint.close();
    }

    /** The client has closed the connection. */
    void clientClosed() {
        endedBy.compareAndSet(null, CLIENT);
        endPoint.close();
    }

    /** Ends a connection whose client does not take what comes before the end. */
    void abortIfOverdue(long nowNanos) {
        boolean overdue =
                state.get() == State.ENDING
                        && nowNanos - endSinceNanos > GatewayCoreSession.CLOSE_GRACE_NANOS;
        if (overdue) endPoint.close();
    }

    /** Whether nothing goes out any more. */
    boolean isOver() {
        return state.get() == State.OVER;
    }

    /** Who ended it: the word of our last block, {@code client}, or {@code lost} without one. */
    String endedBy() {
        String word = endedBy.get();
        return word == null ? LOST : word;
    }

    @Override
    public long progress() {
        return endPoint.takenBytes();
    }

    @Override
    public String address() {
        return endPoint.addressText();
    }

    private final class Write extends SocketWrite {
        private final Completion completion;

        Write(SseBlocks blocks, Completion completion) {
            super(endPoint, blocks);
            this.completion = completion;
        }

        @Override
        void written() {
            if (!state.compareAndSet(State.WRITING, State.FREE)) {
                state.set(State.OVER);
                end();
            }
            completion.written();
        }

        @Override
        void failed(Throwable cause) {
            endedBy.compareAndSet(
                    null, cause instanceof IOException ? LOST : CloseReason.INTERNAL.word());
            state.set(State.OVER);
            endPoint.close(cause);
            completion.failed(cause);
        }
    }
}
