package io.eventrouter.gateway.socket;

import java.util.concurrent.ConcurrentHashMap;

/**
 * How many there are of each key, up to a cap. A key that has none takes no memory; without a cap
 * nothing is counted at all. Thread-safe: the map changes an entry in one step.
 */
final class KeyedCount<K> {
    private final int most;
    private final ConcurrentHashMap<K, Integer> counts = new ConcurrentHashMap<>();

    /**
     * @param most of one key; {@link Integer#MAX_VALUE} for no cap
     */
    KeyedCount(int most) {
        this.most = most;
    }

    /** Counts one more, or returns false when there are as many as there may be. */
    boolean take(K key) {
        if (most == Integer.MAX_VALUE) return true;
        int[] before = new int[1];
        counts.compute(
                key,
                (k, count) -> {
                    before[0] = count == null ? 0 : count;
                    return Math.min(before[0] + 1, most);
                });
        return before[0] < most;
    }

    /** One that was taken is gone. */
    void giveBack(K key) {
        if (most == Integer.MAX_VALUE) return;
        counts.computeIfPresent(key, (k, count) -> count == 1 ? null : count - 1);
    }

    int size() {
        return counts.size();
    }
}
