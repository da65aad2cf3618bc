package io.eventrouter.gateway.session;

import io.eventrouter.gateway.feed.Wakeup;
import java.util.function.Consumer;
import org.jctools.queues.MessagePassingQueue;
import org.jctools.queues.atomic.MpscUnboundedAtomicArrayQueue;

/**
 * What other threads ask of one worker, in the order in which they asked. Bounded by its users:
 * each session has one completion under way and a bounded number of commands.
 *
 * <p>Thread-safe: any thread posts; the worker drains.
 */
final class Mailbox {
    private static final int CHUNK = 256;

    private final MessagePassingQueue<Command> commands =
            new MpscUnboundedAtomicArrayQueue<>(CHUNK);
    private final Wakeup wakeup;

    Mailbox(Wakeup wakeup) {
        this.wakeup = wakeup;
    }

    void post(Command command) {
        commands.offer(command);
        wakeup.signal();
    }

    /** Hands that many commands at most to the worker, and returns how many. */
    int drain(Consumer<Command> worker, int limit) {
        int drained = 0;
        while (drained < limit) {
            Command command = commands.poll();
            if (command == null) break;
            drained++;
            worker.accept(command);
        }
        return drained;
    }

    boolean isEmpty() {
        return commands.isEmpty();
    }
}
