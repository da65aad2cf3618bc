package io.eventrouter.gateway.console;

import io.eventrouter.event.Channel;
import io.eventrouter.event.Priority;
import io.eventrouter.gateway.console.ReplayOutcome.Reason;
import io.eventrouter.gateway.console.ReplayOutcome.Replayed;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replays letters one after the other, on a thread of its own that ends when it is not needed: so
 * the second of two that ask for the same letter finds the receipt of the first. {@value
 * #MOST_WAITING} wait at most; beyond that it refuses at once. Thread-safe.
 */
final class LetterReplays implements AutoCloseable {
    static final int MOST_WAITING = 4;

    private static final Logger LOG = LoggerFactory.getLogger(LetterReplays.class);
    private static final long QUIET_SECONDS = 10;
    private static final long CLOSE_SECONDS = 5;
    private static final ReplayOutcome STOPPING =
            ReplayOutcome.refused(Reason.UNAVAILABLE, "this gateway is stopping");

    private final LetterReplay replay;
    private final Supplier<LetterPost> opener;
    private final ThreadPoolExecutor thread =
            new ThreadPoolExecutor(
                    1,
                    1,
                    QUIET_SECONDS,
                    TimeUnit.SECONDS,
                    new ArrayBlockingQueue<>(MOST_WAITING),
                    LetterReplays::newThread);

    /**
     * @param opener connects to Kafka, for one replay
     */
    LetterReplays(LetterReplay replay, Supplier<LetterPost> opener) {
        this.replay = replay;
        this.opener = opener;
        thread.allowCoreThreadTimeOut(true);
    }

    private static Thread newThread(Runnable task) {
        var thread = new Thread(task, "gateway-console-replay");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Completes when it is done or refused, never exceptionally.
     *
     * @param who asks, for the log
     */
    CompletableFuture<ReplayOutcome> replay(
            ReplayRequest request, BiPredicate<Channel, Priority> mayPublish, String who) {
        try {
            return CompletableFuture.supplyAsync(() -> run(request, mayPublish, who), thread)
                    .exceptionally(LetterReplays::failed);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.completedFuture(
                    thread.isShutdown()
                            ? STOPPING
                            : ReplayOutcome.refused(
                                    Reason.UNAVAILABLE,
                                    "other letters are being replayed: try again in a moment"));
        }
    }

    /** An error of the machine's: who asks is told nevertheless. */
    private static ReplayOutcome failed(Throwable error) {
        LOG.atError().setCause(error).log("A replay from the console failed");
        return ReplayOutcome.refused(Reason.UNAVAILABLE, "this gateway failed: see its log");
    }

    private ReplayOutcome run(
            ReplayRequest request, BiPredicate<Channel, Priority> mayPublish, String who) {
        if (thread.isShutdown()) return STOPPING;
        try {
            ReplayOutcome outcome = run(request, mayPublish);
            if (outcome instanceof Replayed done) log(request, done, who);
            return outcome;
        } catch (RuntimeException e) { // Kafka's, or a fault of ours: who asks is told either way
            LOG.atWarn()
                    .addKeyValue("letter", request.letter())
                    .addKeyValue("reason", e.getMessage())
                    .log("A dead letter cannot be replayed from the console");
            return ReplayOutcome.refused(
                    Reason.UNAVAILABLE, "Kafka did not answer as it should: " + e.getMessage());
        }
    }

    private ReplayOutcome run(ReplayRequest request, BiPredicate<Channel, Priority> mayPublish) {
        LetterPost post = opener.get();
        try {
            return replay.run(post, request, mayPublish);
        } finally {
            close(post);
        }
    }

    /** A client that does not close well changes nothing about what it has done. */
    private static void close(LetterPost post) {
        try {
            post.close();
        } catch (RuntimeException e) {
            LOG.atDebug().setCause(e).log("A client of the console's did not close");
        }
    }

    private static void log(ReplayRequest request, Replayed done, String who) {
        (done.noted() ? LOG.atInfo() : LOG.atWarn())
                .addKeyValue("letter", request.letter())
                .addKeyValue("to", done.to())
                .addKeyValue("receipt", done.noted())
                .addKeyValue("user", who)
                .log("A dead letter was replayed from the console");
    }

    /** Takes no more, and waits some seconds for what is under way. Repeated calls do nothing. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS))
                LOG.warn("A replay from the console was still under way at the stop");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
