package io.eventrouter.merge.streams;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How many there were in the last minute, to the second. A slot for each second holds the second in
 * its upper half and the count in its lower. Thread-safe: a slot changes by compare-and-set.
 */
final class LastMinute {
    private static final int SECONDS = 60;
    private static final long COUNT = 0xffff_ffffL;

    private final AtomicLongArray slots = new AtomicLongArray(SECONDS);

    /**
     * One more.
     *
     * @param second since some beginning, 0 or more
     */
    void add(long second) {
        int slot = (int) (second % SECONDS);
        long fresh = second << 32;
        while (true) {
            long before = slots.get(slot);
            long base = before >>> 32 == (second & COUNT) ? before : fresh;
            if (slots.compareAndSet(slot, before, base + 1)) return;
        }
    }

    /** The count of the minute that ends with that second. */
    long sum(long second) {
        long sum = 0;
        for (int slot = 0; slot < SECONDS; slot++) {
            long value = slots.get(slot);
            long age = (second & COUNT) - (value >>> 32);
            if (age >= 0 && age < SECONDS) sum += value & COUNT;
        }
        return sum;
    }
}
