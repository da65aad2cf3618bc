package io.eventrouter.gateway.replay;

import io.eventrouter.topics.Lane;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Those who wait for a scan. One scan takes all of a lane that wait; so that there are many in it,
 * it gives others a moment to come. Meanwhile no other scanner begins one.
 *
 * <p>Thread-safe: workers ask, scanners take. Bounded by the subscriptions that there are.
 */
public final class ScanRequests {
    /** What comes in that time after the first goes along. */
    static final long GATHER_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final Map<Lane, Queue<ScanRequest>> waiting = new EnumMap<>(Lane.class);
    private final AtomicBoolean gathering = new AtomicBoolean();
    private final AtomicLong size = new AtomicLong();
    private final List<Runnable> wakeups = new CopyOnWriteArrayList<>();
    private final LongSupplier nanoClock;

    public ScanRequests(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        for (Lane lane : Lane.values()) waiting.put(lane, new ConcurrentLinkedQueue<>());
    }

    /** A scanner that sleeps is woken by that. */
    void wakeBy(Runnable wakeup) {
        wakeups.add(wakeup);
    }

    public void add(Lane lane, ScanRequest request) {
        size.incrementAndGet();
        waiting.get(lane).add(request);
        wakeups.forEach(Runnable::run);
    }

    /** How many wait. */
    public long size() {
        return size.get();
    }

    boolean isEmpty() {
        return size.get() == 0;
    }

    /**
     * Begins to gather, if somebody waits and no other scanner gathers.
     *
     * @return when to {@link #take}, by the clock; empty for not now
     */
    boolean beginToGather() {
        return !isEmpty() && gathering.compareAndSet(false, true);
    }

    long gatheredBy() {
        return nanoClock.getAsLong() + GATHER_NANOS;
    }

    /** Ends the gathering: all who wait for one lane, the express lane first. */
    Batch take() {
        try {
            for (Lane lane : Lane.values()) {
                List<ScanRequest> taken = drain(waiting.get(lane));
                if (!taken.isEmpty()) return new Batch(lane, taken);
            }
            return new Batch(Lane.SHARED, List.of());
        } finally {
            gathering.set(false);
            wakeups.forEach(Runnable::run);
        }
    }

    private List<ScanRequest> drain(Queue<ScanRequest> queue) {
        var taken = new ArrayList<ScanRequest>();
        for (ScanRequest next = queue.poll(); next != null; next = queue.poll()) taken.add(next);
        size.addAndGet(-taken.size());
        return taken;
    }

    /** What one scan is for. */
    record Batch(Lane lane, List<ScanRequest> requests) {}
}
