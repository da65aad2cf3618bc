package io.eventrouter.gateway.resume;

import java.util.Arrays;

/**
 * A place in the routed topic: for each partition, the offset to go on at. All events before it
 * have been seen. Immutable.
 */
public final class Cursor {
    private final long[] next;

    /**
     * @param next by partition, each 0 or more
     */
    public Cursor(long[] next) {
        this.next = next.clone();
    }

    /** By partition. */
    public long[] next() {
        return next.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Cursor that && Arrays.equals(next, that.next);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(next);
    }

    @Override
    public String toString() {
        return "Cursor" + Arrays.toString(next);
    }
}
