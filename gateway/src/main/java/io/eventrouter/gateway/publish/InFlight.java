package io.eventrouter.gateway.publish;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How much of what clients publish is in memory: events that Kafka has not acknowledged, and bodies
 * that are arriving. Nothing of it waits for room; what does not fit is refused.
 *
 * <p>Thread-safe: each bound is checked in the step that counts.
 */
public final class InFlight {
    private final int mostEvents;
    private final long mostBytes;
    private final AtomicInteger events = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();

    public InFlight(int mostEvents, long mostBytes) {
        this.mostEvents = mostEvents;
        this.mostBytes = mostBytes;
    }

    /** Counts an event of so many bytes; false when there is no room for it. */
    boolean takeEvent(long size) {
        if (!takeBytes(size)) return false;
        if (events.getAndUpdate(n -> n < mostEvents ? n + 1 : n) < mostEvents) return true;
        giveBackBytes(size);
        return false;
    }

    void giveBackEvent(long size) {
        events.decrementAndGet();
        giveBackBytes(size);
    }

    /** Counts bytes that have arrived; false when there is no room for them. */
    public boolean takeBytes(long size) {
        long before = bytes.getAndUpdate(n -> n + size <= mostBytes ? n + size : n);
        return before + size <= mostBytes;
    }

    public void giveBackBytes(long size) {
        bytes.addAndGet(-size);
    }

    int events() {
        return events.get();
    }

    long bytes() {
        return bytes.get();
    }
}
