package io.eventrouter.gateway.feed;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How much one lane has read ahead, in bytes, and whether it may read on. Full at the bound, and
 * has room again at half of it: a feed that waits does not toggle with every event. The bound is
 * passed by one poll at most, since what was polled is always taken.
 *
 * <p>Thread-safe: the feed adds, workers release.
 */
final class LaneBudget {
    private final long bound;
    private final AtomicLong used = new AtomicLong();

    LaneBudget(long bound) {
        this.bound = bound;
    }

    void add(int bytes) {
        used.addAndGet(bytes);
    }

    void release(int bytes) {
        used.addAndGet(-bytes);
    }

    boolean isFull() {
        return used.get() >= bound;
    }

    boolean hasRoomAgain() {
        return used.get() <= bound / 2;
    }

    long used() {
        return used.get();
    }
}
