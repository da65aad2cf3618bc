package io.eventrouter.wire;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Predicate;

/**
 * A check whose last successes are remembered, for texts of which there are few and that cost much
 * to check. Holds {@value #PLACES} texts at most; a new one takes the place of another.
 * Thread-safe: a place holds a text or another one, and a lost race only costs a repeated check.
 */
final class RecentlyValid {
    private static final int PLACES = 256;

    private final AtomicReferenceArray<byte[]> places = new AtomicReferenceArray<>(PLACES);
    private final Predicate<byte[]> check;

    /**
     * @param check depends on the bytes only
     */
    RecentlyValid(Predicate<byte[]> check) {
        this.check = check;
    }

    /**
     * @param text kept, not copied; never changed
     */
    boolean test(byte[] text) {
        int place = spread(Arrays.hashCode(text)) & (PLACES - 1);
        if (Arrays.equals(places.getPlain(place), text)) return true;
        if (!check.test(text)) return false;
        places.setRelease(place, text);
        return true;
    }

    private static int spread(int hash) {
        return hash ^ hash >>> 16;
    }
}
