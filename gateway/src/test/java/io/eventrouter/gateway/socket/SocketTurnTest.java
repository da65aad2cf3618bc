package io.eventrouter.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;
import org.eclipse.jetty.websocket.core.OutgoingEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SocketTurnTest {
    private final List<OutgoingEntry> flusher = new ArrayList<>();
    private final SocketTurn turn = new SocketTurn(flusher::add);

    @Test
    void grantsATurnAtOnceWhenNobodyWrites() {
        SocketTurn.Answer answer = turn.take(SocketTurnTest::nothing);

        assertThat(answer).isEqualTo(SocketTurn.Answer.NOW);
    }

    @Test
    void holdsControlFramesUntilOurWriteIsDone() {
        turn.take(SocketTurnTest::nothing);
        turn.enqueue(entry(OpCode.PONG));
        turn.enqueue(entry(OpCode.CLOSE));
        assertThat(flusher).isEmpty();

        turn.release();

        assertThat(opCodes()).containsExactly(OpCode.PONG, OpCode.CLOSE);
    }

    @Test
    void letsOurWriteWaitForControlFramesBeforeIt() {
        var runs = new AtomicInteger();
        turn.enqueue(entry(OpCode.PING));
        turn.enqueue(entry(OpCode.PONG));
        SocketTurn.Answer answer = turn.take(runs::incrementAndGet);
        flushed(0);
        assertThat(runs).hasValue(0);

        flushed(1);

        assertThat(answer).isEqualTo(SocketTurn.Answer.LATER);
        assertThat(runs).hasValue(1);
    }

    @Test
    void putsACloseFrameBehindAWriteThatWaits() {
        turn.enqueue(entry(OpCode.PONG));
        turn.take(SocketTurnTest::nothing);
        turn.enqueue(entry(OpCode.CLOSE));
        flushed(0);
        assertThat(opCodes()).containsExactly(OpCode.PONG);

        turn.release();

        assertThat(opCodes()).containsExactly(OpCode.PONG, OpCode.CLOSE);
    }

    @Test
    void grantsNoTurnAfterACloseFrame() {
        turn.enqueue(entry(OpCode.CLOSE));
        SocketTurn.Answer whileItIsWritten = turn.take(SocketTurnTest::nothing);
        flushed(0);

        SocketTurn.Answer afterwards = turn.take(SocketTurnTest::nothing);

        assertThat(whileItIsWritten).isEqualTo(SocketTurn.Answer.NEVER);
        assertThat(afterwards).isEqualTo(SocketTurn.Answer.NEVER);
    }

    @Test
    void goesOnWhenTheFlusherFails() {
        turn.enqueue(entry(OpCode.PING));
        flusher.get(0).getCallback().failed(new IOException("reset"));

        SocketTurn.Answer answer = turn.take(SocketTurnTest::nothing);

        assertThat(answer).isEqualTo(SocketTurn.Answer.NOW);
    }

    /** Two threads enqueue, one writes, one flushes: nobody is ever in the other's turn. */
    @Test
    void neverLetsTwoWriteAtOnce() throws Exception {
        var writers = new Writers();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<Void>> done =
                threads.invokeAll(
                        List.of(
                                writers.enqueues(OpCode.PING),
                                writers.enqueues(OpCode.PONG),
                                writers.writes(),
                                writers.flushes()));
        threads.shutdown();

        for (Future<Void> one : done) one.get();

        assertThat(writers.violations).hasValue(0);
        assertThat(writers.written).hasValue(Writers.ROUNDS);
        assertThat(writers.flushed).hasValue(2 * Writers.ROUNDS);
    }

    private static final class Writers {
        static final int ROUNDS = 30_000;

        final AtomicInteger violations = new AtomicInteger();
        final AtomicInteger written = new AtomicInteger();
        final AtomicInteger flushed = new AtomicInteger();
        private final AtomicInteger ours = new AtomicInteger();
        private final ConcurrentLinkedQueue<OutgoingEntry> queue = new ConcurrentLinkedQueue<>();
        private final SocketTurn turn = new SocketTurn(this::toFlusher);

        private void toFlusher(OutgoingEntry entry) {
            if (ours.get() != 0) violations.incrementAndGet();
            queue.add(entry);
        }

        Callable<Void> enqueues(byte opCode) {
            return () -> {
                for (int i = 0; i < ROUNDS; i++) turn.enqueue(entry(opCode));
                return null;
            };
        }

        Callable<Void> writes() {
            return () -> {
                for (int i = 0; i < ROUNDS; i++) {
                    int before = written.get();
                    if (turn.take(this::write) == SocketTurn.Answer.NOW) write();
                    while (written.get() == before) Thread.onSpinWait();
                }
                return null;
            };
        }

        private void write() {
            if (ours.incrementAndGet() != 1 || !queue.isEmpty()) violations.incrementAndGet();
            ours.decrementAndGet();
            turn.release();
            written.incrementAndGet();
        }

        Callable<Void> flushes() {
            return () -> {
                var random = new SplittableRandom(1);
                while (flushed.get() < 2 * ROUNDS) {
                    OutgoingEntry next = queue.poll();
                    if (next == null) Thread.onSpinWait();
                    else if (random.nextInt(10) == 0)
                        next.getCallback().failed(new IOException("reset"));
                    else next.getCallback().succeeded();
                    if (next != null) flushed.incrementAndGet();
                }
                return null;
            };
        }
    }

    private static void nothing() {}

    private static OutgoingEntry entry(byte opCode) {
        return new OutgoingEntry.Builder(new Frame(opCode), Callback.NOOP).build();
    }

    private void flushed(int index) {
        flusher.get(index).getCallback().succeeded();
    }

    private List<Byte> opCodes() {
        return flusher.stream().map(e -> e.getFrame().getOpCode()).toList();
    }
}
