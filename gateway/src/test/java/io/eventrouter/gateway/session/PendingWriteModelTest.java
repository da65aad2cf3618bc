package io.eventrouter.gateway.session;

import io.eventrouter.gateway.feed.Wakeup;
import org.jetbrains.lincheck.Lincheck;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * One write after the other, with completions from another thread at any moment: each is found
 * once, in the call, by a look, or by the mailbox.
 */
@Timeout(120)
public class PendingWriteModelTest {
    private final Mailbox mailbox = new Mailbox(new Wakeup());
    private final Write write = new Write(mailbox);
    private boolean called;
    private boolean waiting;

    @Operation(nonParallelGroup = "worker")
    public boolean begin() {
        if (called || waiting) return false;
        write.begin();
        called = true;
        return true;
    }

    @Operation(nonParallelGroup = "worker")
    public String returned() {
        if (!called) return "no call";
        called = false;
        waiting = !write.returned();
        if (waiting) return "waits";
        write.finish();
        return "done";
    }

    @Operation(nonParallelGroup = "worker")
    public boolean findDone() {
        if (!waiting || !write.isDone()) return false;
        write.finish();
        waiting = false;
        return true;
    }

    /** How many completions the mailbox has told of; an entry may have nothing to tell. */
    @Operation(nonParallelGroup = "worker")
    public int look() {
        int before = write.completions;
        if (!called) mailbox.drain(Command::run, 10);
        int found = write.completions - before;
        if (found > 0) waiting = false;
        return found;
    }

    @Operation(nonParallelGroup = "completion")
    public void complete() {
        write.written();
    }

    @Test
    void isLinearizableInEveryInterleavingThatTheModelTries() {
        new ModelCheckingOptions()
                .threads(2)
                .actorsBefore(1)
                .actorsPerThread(4)
                .actorsAfter(2)
                .iterations(15)
                .invocationsPerIteration(200)
                .check(PendingWriteModelTest.class);
    }

    /** Each write is completed once, on a thread of its own: the worker sleeps until it knows. */
    @Test
    void wakesTheWorkerForEachCompletion() {
        Lincheck.runConcurrentTest(200, PendingWriteModelTest::writeTwice);
    }

    private static void writeTwice() {
        var wakeup = new Wakeup();
        var mailbox = new Mailbox(wakeup);
        var write = new Write(mailbox);
        for (int i = 0; i < 2; i++) {
            write.begin();
            var other = new Thread(write::written);
            other.start();
            if (write.returned()) write.finish();
            else
                for (int before = write.completions; write.completions == before; ) {
                    if (mailbox.drain(Command::run, 1) == 0)
                        wakeup.sleep(() -> !mailbox.isEmpty(), Long.MAX_VALUE);
                }
            join(other);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static final class Write extends PendingWrite {
        private int completions;

        Write(Mailbox mailbox) {
            super(null, mailbox);
        }

        @Override
        void completed() {
            finish();
            completions++;
        }
    }
}
