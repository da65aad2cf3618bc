package io.eventrouter.merge.streams;

import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;

import io.eventrouter.merge.ReplacementPace;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces a stream thread that has failed, after a wait on the failed thread that grows with each
 * failure. When the virtual machine itself fails (out of memory) the lane ends instead, and is not
 * alive any more: the process has to be started again.
 *
 * <p>Called on failed stream threads; thread-safe.
 */
final class ThreadFailures implements StreamsUncaughtExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ThreadFailures.class);

    private final LaneContext lane;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final AtomicReference<ReplacementPace> pace = new AtomicReference<>();

    ThreadFailures(LaneContext lane) {
        this.lane = lane;
    }

    /** Ends every wait. */
    void close() {
        closing.countDown();
    }

    @Override
    public StreamThreadExceptionResponse handle(Throwable failure) {
        lane.meters().threadFailed();
        boolean fatal = isFatal(failure);
        ReplacementPace now = fatal ? null : pace.updateAndGet(ThreadFailures::next);
        LOG.atError()
                .addKeyValue("lane", lane.levels().lane().text())
                .addKeyValue("replacedAfterMillis", fatal ? "never" : now.pause().toMillis())
                .setCause(failure)
                .log("a stream thread failed; what it had not committed is routed again");
        if (fatal) return SHUTDOWN_CLIENT;
        await(now);
        return REPLACE_THREAD;
    }

    private static ReplacementPace next(ReplacementPace before) {
        long now = System.nanoTime();
        return before == null ? ReplacementPace.firstFailure(now) : before.nextFailure(now);
    }

    private static boolean isFatal(Throwable failure) {
        for (Throwable e = failure; e != null; e = e.getCause())
            if (e instanceof VirtualMachineError) return true;
        return false;
    }

    private void await(ReplacementPace now) {
        try {
            if (closing.await(now.pause().toMillis(), TimeUnit.MILLISECONDS))
                LOG.atDebug().log("the lane closes meanwhile");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
