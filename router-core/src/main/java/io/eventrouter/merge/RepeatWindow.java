package io.eventrouter.merge;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/**
 * The latest events of one queue, as far as their number and age allow: whether one has been there
 * before. What is remembered longest is forgotten first. (Caches that weigh how often an entry is
 * used, as Caffeine does, keep old entries and turn new ones away once they are full, which is the
 * wrong way round here.)
 *
 * <p>A repeat does not lengthen the window: it begins with the first of its kind. Where the clock
 * is set back, events are remembered for longer; never more of them. Confined to one thread.
 */
public final class RepeatWindow {
    /** What an event is told by: 128 bits that nobody can make two events share. */
    public record Key(long high, long low) {}

    private record Seen(Key key, long millis) {}

    private final long windowMillis;
    private final int most;
    private final Set<Key> known = new HashSet<>();
    private final Deque<Seen> inOrder = new ArrayDeque<>();

    /**
     * @param windowMillis how long an event is remembered, above 0
     * @param most how many are, 1 or more
     */
    public RepeatWindow(long windowMillis, int most) {
        this.windowMillis = windowMillis;
        this.most = most;
    }

    /** Whether it was here within the window; if not, it is remembered from now on. */
    public boolean isRepeat(Key key, long nowMillis) {
        while (!inOrder.isEmpty() && nowMillis - inOrder.element().millis() >= windowMillis)
            forgetEldest();
        if (!known.add(key)) return true;
        inOrder.add(new Seen(key, nowMillis));
        if (inOrder.size() > most) forgetEldest();
        return false;
    }

    private void forgetEldest() {
        known.remove(inOrder.remove().key());
    }

    /** How many it remembers. */
    public int size() {
        return inOrder.size();
    }
}
