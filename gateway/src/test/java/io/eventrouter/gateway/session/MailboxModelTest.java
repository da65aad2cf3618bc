package io.eventrouter.gateway.session;

import io.eventrouter.gateway.feed.Wakeup;
import java.util.ArrayList;
import java.util.List;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Whatever the order of steps, a mailbox answers as if one thread had called it: nothing is lost,
 * nothing comes twice, and what was posted first comes first.
 */
@Timeout(120)
@Param(name = "number", gen = IntGen.class, conf = "1:4")
public class MailboxModelTest {
    private final Mailbox mailbox = new Mailbox(new Wakeup());

    @Operation
    public void post(@Param(name = "number") int number) {
        mailbox.post(new Numbered(number));
    }

    @Operation(nonParallelGroup = "worker")
    public List<Integer> drainOne() {
        var drained = new ArrayList<Integer>();
        mailbox.drain(command -> drained.add(((Numbered) command).number()), 1);
        return drained;
    }

    @Operation(nonParallelGroup = "worker")
    public boolean isEmpty() {
        return mailbox.isEmpty();
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
                .check(MailboxModelTest.class);
    }

    private record Numbered(int number) implements Command {
        @Override
        public void run() {
            throw new AssertionError("nobody runs it");
        }

        @Override
        public LiveSession session() {
            return null;
        }
    }
}
