package io.eventrouter.benchmarks.fanout.load;

import io.eventrouter.benchmarks.process.BenchmarkException;
import java.util.concurrent.CompletableFuture;

/** Opens sessions as fast as the server takes them. Confined to the loop's thread. */
final class Connecting implements SessionLoop.Step {
    /** Under way at once: well within what a port lets wait. */
    private static final int AT_ONCE = 256;

    private static final long LOOK_AGAIN_NANOS = 2_000_000;

    private final SessionLoop loop;
    private final Target target;
    private final int first;
    private final int count;
    private final CompletableFuture<Integer> done;
    private final int openBefore;
    private final int refusedBefore;
    private int begun;

    /**
     * @param first number of the first session
     * @param done gets how many sessions there are then
     */
    Connecting(
            SessionLoop loop,
            Target target,
            int first,
            int count,
            CompletableFuture<Integer> done) {
        this.loop = loop;
        this.target = target;
        this.first = first;
        this.count = count;
        this.done = done;
        openBefore = loop.open().size();
        refusedBefore = loop.refused();
    }

    @Override
    public long run(long nowNanos) {
        int opened = loop.open().size() - openBefore;
        if (loop.refused() > refusedBefore) {
            done.completeExceptionally(
                    new BenchmarkException("sessions refused: " + loop.losses()));
            return -1;
        }
        if (opened == count) {
            done.complete(loop.open().size());
            return -1;
        }
        while (begun < count && begun - opened < AT_ONCE) {
            loop.connect(target.port(), target.handshake(first + begun), true);
            begun++;
        }
        return LOOK_AGAIN_NANOS;
    }
}
