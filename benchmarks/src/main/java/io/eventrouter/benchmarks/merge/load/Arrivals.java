package io.eventrouter.benchmarks.merge.load;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How long each numbered event took from the moment at which it was due to the moment at which a
 * reader had it; the first arrival counts, repeats do not. Thread-safe: readers write slots of an
 * atomic array, each once.
 */
public final class Arrivals {
    private final AtomicLongArray delays;

    /**
     * @param events numbers are 0 to this less one
     */
    public Arrivals(int events) {
        this.delays = new AtomicLongArray(events);
    }

    void arrived(int number, long delayNanos) {
        // 0 is "not yet"; a clock that has not moved between two reads is 1 ns.
        if (number < delays.length()) delays.compareAndSet(number, 0, Math.max(1, delayNanos));
    }

    /** Whether all from that number on have arrived. */
    public boolean allSince(int number) {
        for (int i = delays.length() - 1; i >= number; i--) if (delays.get(i) == 0) return false;
        return true;
    }

    /** Nanoseconds by number, from that number on; 0 for one that has not arrived. */
    public long[] since(int number) {
        var found = new long[delays.length() - number];
        for (int i = 0; i < found.length; i++) found[i] = delays.get(number + i);
        return found;
    }
}
