package io.eventrouter.benchmarks.fanout.load;

import io.eventrouter.benchmarks.process.BenchmarkException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/**
 * Publishes a group of events, waits until each has come to all its recipients, publishes the next.
 * Confined to the loop's thread.
 */
final class ClosedLoop implements SessionLoop.Step {
    private static final long PATIENCE_NANOS = 20_000_000_000L;
    private static final long LOOK_AGAIN_NANOS = 5_000_000;

    private final SessionLoop loop;
    private final Publisher publisher;
    private final Target target;
    private final Terms terms;
    private final CompletableFuture<Words> done;
    private final Random random = new Random(1);
    private final int sessions;
    private long startNanos;
    private long dueDeliveries;
    private long publishedNanos;
    private long events;
    private Window window;

    /**
     * @param group events that are under way at once
     * @param dataBytes of each event
     * @param rank of their level
     * @param pids processes whose time is measured
     */
    record Terms(
            int group, int dataBytes, int rank, long warmUpNanos, long nanos, List<Long> pids) {}

    ClosedLoop(
            SessionLoop loop,
            Publisher publisher,
            Target target,
            Terms terms,
            CompletableFuture<Words> done) {
        this.loop = loop;
        this.publisher = publisher;
        this.target = target;
        this.terms = terms;
        this.done = done;
        sessions = loop.open().size();
    }

    @Override
    public long run(long nowNanos) {
        try {
            return step(nowNanos);
        } catch (RuntimeException e) {
            done.completeExceptionally(e);
            return -1;
        }
    }

    private long step(long now) {
        if (startNanos == 0) {
            startNanos = now;
            dueDeliveries = loop.tally().deliveries();
        }
        if (loop.tally().deliveries() < dueDeliveries) {
            requireProgress(now);
            return LOOK_AGAIN_NANOS;
        }
        if (window == null && now - startNanos >= terms.warmUpNanos()) {
            window = new Window(loop, terms.pids());
            events = 0;
        } else if (window != null && now - window.startNanos() >= terms.nanos()) {
            finish();
            return -1;
        }
        publish();
        return LOOK_AGAIN_NANOS;
    }

    private void requireProgress(long now) {
        if (loop.open().size() < sessions)
            throw new BenchmarkException("sessions were lost: " + loop.losses());
        if (now - publishedNanos > PATIENCE_NANOS)
            throw new BenchmarkException(
                    dueDeliveries - loop.tally().deliveries() + " deliveries did not come");
    }

    private void publish() {
        publishedNanos = System.nanoTime();
        for (int i = 0; i < terms.group(); i++)
            publisher.publish(terms.rank(), channel(), terms.dataBytes(), publishedNanos);
        publisher.flush();
        events += terms.group();
        dueDeliveries += (long) terms.group() * recipients();
    }

    private int recipients() {
        return target.subscriptions() == 1 ? sessions : 1;
    }

    private String channel() {
        return target.subscriptions() == 1
                ? Target.SHARED
                : target.channel(random.nextInt(sessions), random.nextInt(target.subscriptions()));
    }

    private void finish() {
        window.end();
        window.put("events", events);
        done.complete(window.reply("closed"));
    }
}
