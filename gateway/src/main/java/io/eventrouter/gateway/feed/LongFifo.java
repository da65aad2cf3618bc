package io.eventrouter.gateway.feed;

/** A queue of numbers that grows as needed. Not thread-safe. */
final class LongFifo {
    private long[] ring = new long[16];
    private int head;
    private int size;

    void add(long value) {
        if (size == ring.length) grow();
        ring[head + size & ring.length - 1] = value;
        size++;
    }

    /** The first number; there must be one. */
    long first() {
        return ring[head];
    }

    void removeFirst() {
        head = head + 1 & ring.length - 1;
        size--;
    }

    /** Removes the last numbers for as long as they are no lower than that. */
    void removeLastFrom(long lowest) {
        while (size > 0 && ring[head + size - 1 & ring.length - 1] >= lowest) size--;
    }

    boolean isEmpty() {
        return size == 0;
    }

    private void grow() {
        var larger = new long[ring.length * 2];
        for (int i = 0; i < size; i++) larger[i] = ring[head + i & ring.length - 1];
        ring = larger;
        head = 0;
    }
}
