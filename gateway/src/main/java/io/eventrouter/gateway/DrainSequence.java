package io.eventrouter.gateway;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The order in which a gateway stops, each step in bounded time:
 *
 * <ol>
 *   <li>no new sessions;
 *   <li>every session is told to reconnect; one after the other they are sent what waits for them
 *       and closed, and the others go on getting their events;
 *   <li>those that do not take it within the drain time-out are cut;
 *   <li>the feeds, the port, then the workers.
 * </ol>
 *
 * <p>Confined to the thread that stops the gateway.
 */
final class DrainSequence {
    /** What the sequence does to a gateway's parts, in this order. */
    interface Parts {
        void stopAccepting();

        /** Completes when no session is left. */
        CompletableFuture<Void> drainSessions();

        /** Completes when that is done. */
        CompletableFuture<Void> cutSessions();

        void stopFeeds();

        void closePort();

        void stopWorkers();
    }

    private static final Logger LOG = LoggerFactory.getLogger(DrainSequence.class);
    private static final Duration CUT_LIMIT = Duration.ofSeconds(1);

    private final Parts parts;
    private final Duration timeout;

    /**
     * @param timeout how long sessions have to take what waits for them; zero cuts them at once
     */
    DrainSequence(Parts parts, Duration timeout) {
        this.parts = parts;
        this.timeout = timeout;
    }

    /** Goes through with it, whatever fails on the way. */
    void run() {
        attempt("stop accepting", parts::stopAccepting);
        attempt("drain the sessions", this::drain);
        attempt("stop the feeds", parts::stopFeeds);
        attempt("close the port", parts::closePort);
        attempt("stop the workers", parts::stopWorkers);
    }

    private void drain() {
        if (isDone(parts.drainSessions(), timeout)) return;
        LOG.atWarn()
                .addKeyValue("timeout", timeout)
                .log("Some sessions are cut: they did not drain");
        if (!isDone(parts.cutSessions(), CUT_LIMIT)) LOG.atWarn().log("The workers do not answer");
    }

    private static boolean isDone(CompletableFuture<Void> work, Duration limit) {
        try {
            work.get(limit.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            LOG.atWarn().setCause(e.getCause()).log("A step of the drain failed");
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void attempt(String step, Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            LOG.atWarn().setCause(e).addKeyValue("step", step).log("A step of the drain failed");
        }
    }
}
