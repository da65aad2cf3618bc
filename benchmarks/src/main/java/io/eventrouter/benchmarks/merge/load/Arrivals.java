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

    /** Whether any has arrived. */
    public boolean any() {
        for (int i = 0; i < delays.length(); i++) if (delays.get(i) != 0) return true;
        return false;
    }

    /** Whether all of those numbers have arrived; the end is exclusive. */
    public boolean all(int first, int end) {
        for (int i = end - 1; i >= first; i--) if (delays.get(i) == 0) return false;
        return true;
    }

    /** Nanoseconds of those numbers, the end exclusive; 0 for one that has not arrived. */
    public long[] delays(int first, int end) {
        var found = new long[end - first];
        for (int i = 0; i < found.length; i++) found[i] = delays.get(first + i);
        return found;
    }
}
