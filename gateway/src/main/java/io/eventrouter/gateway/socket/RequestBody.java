package io.eventrouter.gateway.socket;

import io.eventrouter.gateway.publish.InFlight;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Invocable;

/**
 * Reads the body of one request without a thread that waits for it, up to a limit and a deadline.
 * Of a body that is too large the rest is let go, up to {@value #MOST_LET_GO} bytes: a client that
 * is still sending would not see the answer.
 *
 * <p>A client that stalls is noticed by the idle time-out of its connection, which is set to what
 * is left of the deadline; one whose bytes drip in, when the next of them comes.
 *
 * <p>What it holds is counted, until {@link #release}. Jetty calls from one thread at a time.
 */
final class RequestBody {
    static final int MOST_LET_GO = 1 << 20;
    private static final int FIRST_BYTES = 2048;

    /** What became of it. */
    interface Reader {
        void whole(byte[] body);

        void refused(Fault fault, Duration timeout, int limit);

        /** It is no body, or the connection is gone; Jetty knows the answer. */
        void broken(Throwable cause);
    }

    /** Why it was not read. */
    enum Fault {
        TOO_LARGE,
        STALLED,
        NO_ROOM
    }

    private final Request request;
    private final GatewayEndPoint endPoint;
    private final int limit;
    private final InFlight inFlight;
    private final LongSupplier nanoClock;
    private final Duration timeout;
    private final long deadlineNanos;
    private final Reader reader;
    private ByteArrayOutputStream bytes = new ByteArrayOutputStream(FIRST_BYTES);
    private long arrived;
    private int counted;

    RequestBody(
            Request request,
            GatewayEndPoint endPoint,
            int limit,
            Duration timeout,
            InFlight inFlight,
            LongSupplier nanoClock,
            Reader reader) {
        this.request = request;
        this.endPoint = endPoint;
        this.limit = limit;
        this.inFlight = inFlight;
        this.nanoClock = nanoClock;
        this.deadlineNanos = nanoClock.getAsLong() + timeout.toNanos();
        this.timeout = timeout;
        this.reader = reader;
    }

    /** Begins to read, and goes on whenever something has arrived; ends with the reader. */
    void read() {
        try {
            readWhatIsThere();
        } catch (RuntimeException | StackOverflowError e) { // nobody above would answer
            reader.broken(e);
        }
    }

    private void readWhatIsThere() {
        while (true) {
            Content.Chunk chunk = request.read();
            long left = deadlineNanos - nanoClock.getAsLong();
            if (chunk == null && left > 0) {
                awaitMore(left);
                return;
            }
            if (chunk == null) refuse(Fault.STALLED);
            else if (Content.Chunk.isFailure(chunk)) fail(chunk.getFailure());
            else if (take(chunk)) continue;
            return;
        }
    }

    private void awaitMore(long leftNanos) {
        endPoint.setIdleTimeout(leftNanos / 1_000_000 + 1);
        request.demand(Invocable.from(Invocable.InvocationType.NON_BLOCKING, this::read));
    }

    private void fail(Throwable cause) {
        if (cause instanceof TimeoutException) refuse(Fault.STALLED);
        else end(() -> reader.broken(cause));
    }

    private void refuse(Fault fault) {
        end(() -> reader.refused(fault, timeout, limit));
    }

    private void end(Runnable last) {
        endPoint.resetIdleTimeout();
        last.run();
    }

    /** Whether there is more to read. */
    private boolean take(Content.Chunk chunk) {
        boolean last = chunk.isLast();
        boolean room = take(chunk.getByteBuffer());
        chunk.release();
        if (!room) refuse(Fault.NO_ROOM);
        else if (arrived > limit && (last || arrived > limit + MOST_LET_GO))
            refuse(Fault.TOO_LARGE);
        else if (last) end(() -> reader.whole(bytes.toByteArray()));
        else return true;
        return false;
    }

    private boolean take(ByteBuffer buffer) {
        int size = buffer.remaining();
        arrived += size;
        if (arrived > limit) {
            bytes = new ByteArrayOutputStream(0);
            return true;
        }
        if (!inFlight.takeBytes(size)) return false;
        counted += size;
        byte[] piece = new byte[size];
        buffer.get(piece);
        bytes.writeBytes(piece);
        return true;
    }

    /** What it holds is needed no more. */
    void release() {
        inFlight.giveBackBytes(counted);
        counted = 0;
    }
}
