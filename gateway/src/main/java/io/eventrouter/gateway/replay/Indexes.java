package io.eventrouter.gateway.replay;

import java.util.Arrays;

/** Ascending numbers, to which larger ones are added. Confined to its owner's thread. */
final class Indexes {
    private int[] values = new int[4];
    private int size;

    void add(int value) {
        if (size == values.length) values = Arrays.copyOf(values, size * 2);
        values[size++] = value;
    }

    /** The first that is no lower than that, or -1. */
    int atOrAfter(int lowest) {
        if (size == 0 || values[size - 1] < lowest) return -1;
        int found = Arrays.binarySearch(values, 0, size, lowest);
        return values[found >= 0 ? found : -found - 1];
    }
}
