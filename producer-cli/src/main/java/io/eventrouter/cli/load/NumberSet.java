package io.eventrouter.cli.load;

import java.util.concurrent.atomic.AtomicLongArray;

/** A set of numbers from 0 to a bound, a bit for each. Thread-safe: every step is atomic. */
final class NumberSet {
    private final AtomicLongArray words;

    /**
     * @param bound the numbers are below it
     */
    NumberSet(long bound) {
        words = new AtomicLongArray(Math.toIntExact((bound + Long.SIZE - 1) / Long.SIZE));
    }

    /** Adds it; whether it was new. It must be within the bound. */
    boolean add(long number) {
        long bit = 1L << number;
        int word = (int) (number / Long.SIZE);
        return (words.getAndAccumulate(word, bit, (has, added) -> has | added) & bit) == 0;
    }

    /** How many are here and not there, in a set of the same bound. */
    long missingFrom(NumberSet other) {
        long count = 0;
        for (int i = 0; i < words.length(); i++)
            count += Long.bitCount(words.get(i) & ~other.words.get(i));
        return count;
    }
}
