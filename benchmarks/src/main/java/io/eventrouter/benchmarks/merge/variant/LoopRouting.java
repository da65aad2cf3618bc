package io.eventrouter.benchmarks.merge.variant;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Runs a poll loop on a thread of its own. It commits as seldom as Kafka Streams does by default,
 * and only what is acknowledged.
 */
final class LoopRouting implements Routing {
    private static final Duration COMMIT_INTERVAL = Duration.ofSeconds(30);

    private final AtomicBoolean stopped = new AtomicBoolean();
    private final Thread thread = new Thread(this::run, "poll-loop");
    private final PollLoop loop;
    private final Forwarder forwarder;

    LoopRouting(PollLoop loop, Forwarder forwarder) {
        this.loop = loop;
        this.forwarder = forwarder;
    }

    @Override
    public void start() {
        thread.start();
    }

    @Override
    public void close() {
        stopped.set(true);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (forwarder;
                loop) {
            long committed = System.nanoTime();
            while (!stopped.get()) {
                loop.turn(forwarder);
                if (System.nanoTime() - committed >= COMMIT_INTERVAL.toNanos()) {
                    commit();
                    committed = System.nanoTime();
                }
            }
            commit();
        } catch (RuntimeException e) {
            VariantMain.fail(e);
        }
    }

    private void commit() {
        forwarder.flush();
        loop.commit();
    }
}
