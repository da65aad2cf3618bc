package io.eventrouter.benchmarks.merge.load;

import io.eventrouter.benchmarks.process.BenchmarkException;
import io.eventrouter.topics.TopicNames;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * Publishes events of the most urgent level at a fixed rate, whatever becomes of them: an open
 * loop. Each carries the moment at which it was due, not the one at which it got away, so that a
 * stall here counts as delay instead of hiding it.
 *
 * <p>One thread of its own, from {@code start} to {@code close}; the rest is for the thread that
 * made it.
 */
public final class UrgentPublisher implements AutoCloseable {
    private static final int MOST_URGENT = 0;
    private static final Duration LEAD = Duration.ofMillis(50);

    private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
    private final LoadProducer producer;
    private final long periodNanos;
    private final AtomicInteger end;
    private final Thread thread = new Thread(this::publishAll, "urgent-publisher");
    private long startNanos;

    /**
     * @param most how many at most; they are numbered from 0
     */
    public UrgentPublisher(
            String bootstrap, TopicNames topics, EventLayout layout, int perSecond, int most) {
        this.producer = LoadProducer.atOnce(bootstrap, topics, layout);
        this.periodNanos = Duration.ofSeconds(1).toNanos() / perSecond;
        this.end = new AtomicInteger(most);
    }

    /** Begins in a moment. */
    public void start() {
        startNanos = System.nanoTime() + LEAD.toNanos();
        thread.start();
    }

    /** When the event of that number is due, on this process's clock. */
    public long dueNanos(int number) {
        return startNanos + number * periodNanos;
    }

    /** The number of the next event that is due. */
    public int nextNumber() {
        return (int) (Math.max(0, System.nanoTime() - startNanos) / periodNanos + 1);
    }

    /**
     * Publishes no more, and returns when all that were are acknowledged.
     *
     * @param number the first number that is not published
     * @throws BenchmarkException when one was not
     */
    public void endBefore(int number) {
        end.set(number);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchmarkException("interrupted while urgent events were published", e);
        }
        if (failure.get() != null) throw failure.get();
    }

    @Override
    public void close() {
        thread.interrupt();
        producer.close();
    }

    private void publishAll() {
        try {
            for (int number = 0; number < end.get(); number++) {
                long due = dueNanos(number);
                for (long left = due - System.nanoTime();
                        left > 0;
                        left = due - System.nanoTime()) {
                    if (Thread.currentThread().isInterrupted()) return;
                    LockSupport.parkNanos(left);
                }
                producer.publish(MOST_URGENT, number, due);
            }
            producer.flush();
        } catch (RuntimeException e) {
            failure.set(e);
        }
    }
}
