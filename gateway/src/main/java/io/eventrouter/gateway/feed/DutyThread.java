package io.eventrouter.gateway.feed;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A named thread that repeats a duty until it is stopped. A duty that throws ends the thread, which
 * is logged and shows in {@link #isHealthy()}: it never ends silently.
 *
 * <p>Thread-safe.
 */
public final class DutyThread {
    /** What the thread does; all of it is called on that thread, but {@link #wake()}. */
    public interface Duty {
        /**
         * Does what there is to do; waits for more for a bounded time at most.
         *
         * @return how much was done; 0 for nothing
         */
        int step();

        /** Waits for something to do, after a step that found nothing. */
        void idle();

        /** Cuts a wait short; called on other threads. */
        void wake();

        /** The last call, whatever ended the thread. */
        void ended();
    }

    private static final Logger LOG = LoggerFactory.getLogger(DutyThread.class);

    private final Duty duty;
    private final Thread thread;
    private volatile boolean stopping;
    private volatile boolean died;

    public DutyThread(String name, Duty duty) {
        this.duty = duty;
        thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    /** Asks the thread to end after its present step; does not wait. */
    public void stop() {
        stopping = true;
        duty.wake();
    }

    /**
     * Waits for the end.
     *
     * @return whether it has ended
     */
    public boolean join(Duration limit) {
        if (thread.getState() == Thread.State.NEW) return true;
        try {
            thread.join(Math.max(1, limit.toMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }

    /** Whether no failure has ended it. */
    public boolean isHealthy() {
        return !died;
    }

    private void run() {
        try {
            while (!stopping) if (duty.step() == 0 && !stopping) duty.idle();
        } catch (Throwable e) { // errors too: a thread that is gone must show
            died = true;
            LOG.atError()
                    .setCause(e)
                    .addKeyValue("thread", thread.getName())
                    .log("A thread ended: this process should be restarted");
        } finally {
            end();
        }
    }

    private void end() {
        try {
            duty.ended();
        } catch (RuntimeException e) {
            LOG.atWarn()
                    .setCause(e)
                    .addKeyValue("thread", thread.getName())
                    .log("A thread did not end cleanly");
        }
    }
}
