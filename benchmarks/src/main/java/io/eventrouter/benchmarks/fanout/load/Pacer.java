package io.eventrouter.benchmarks.fanout.load;

import java.util.concurrent.locks.LockSupport;

/**
 * Publishes events of one level at a fixed rate, whatever becomes of them: an open loop. Each
 * carries the moment at which it was due, so that a server that takes events late is seen to. One
 * thread of its own.
 */
final class Pacer {
    /** More are not published in one go, however late it is. */
    private static final int MOST_AT_ONCE = 256;

    private final Publisher publisher;
    private final int rank;
    private final int dataBytes;
    private final long periodNanos;
    private final Thread thread;
    private volatile boolean ended;
    private volatile long published;
    private volatile RuntimeException failure;

    Pacer(Publisher publisher, int rank, int dataBytes, double perSecond) {
        this.publisher = publisher;
        this.rank = rank;
        this.dataBytes = dataBytes;
        periodNanos = (long) (1e9 / perSecond);
        thread = new Thread(this::publishAll, "pacer-" + rank);
        thread.setDaemon(true);
        thread.start();
    }

    int rank() {
        return rank;
    }

    /** Events that were handed to the server, which may have some of them still before it. */
    long published() {
        if (failure != null) throw failure;
        return published;
    }

    long periodNanos() {
        return periodNanos;
    }

    /** Publishes no more. Does not wait: it may be held up by the server. */
    void end() {
        ended = true;
        thread.interrupt();
    }

    private void publishAll() {
        try {
            long start = System.nanoTime();
            for (long number = 0; !ended; ) {
                long due = start + number * periodNanos;
                long left = due - System.nanoTime();
                if (left > 0) LockSupport.parkNanos(left);
                else {
                    number = publishDue(start, number);
                    published = number;
                }
            }
        } catch (RuntimeException e) {
            if (!ended) failure = e;
        }
    }

    private long publishDue(long start, long first) {
        long now = System.nanoTime();
        long number = first;
        for (; number < first + MOST_AT_ONCE && start + number * periodNanos <= now; number++)
            publisher.publish(rank, Target.SHARED, dataBytes, start + number * periodNanos);
        publisher.flush();
        return number;
    }
}
