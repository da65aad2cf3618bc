package io.eventrouter.merge;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What becomes of a level's committed offsets when a router starts. A level that the operator moved
 * to the other lane has them in the other lane's group: they must come along, or everything that is
 * kept would be routed again; and must not stay behind, or they would be taken for good when it
 * moves back.
 *
 * <p>Offsets are by partition of the level's topic. An offset of one's own is never touched: it may
 * be ahead of the other by then.
 */
public sealed interface OffsetHandover {
    /** The other group knows nothing of the level. */
    record None() implements OffsetHandover {}

    /**
     * The level has changed lanes.
     *
     * @param take to be committed for one's own group, first
     * @param forget to be deleted from the other group, then
     */
    record Move(Map<Integer, Long> take, Set<Integer> forget) implements OffsetHandover {
        public Move {
            take = Map.copyOf(take);
            forget = Set.copyOf(forget);
        }
    }

    /** Somebody routes the level in the other lane at this moment: two would route it twice. */
    record Refuse() implements OffsetHandover {}

    /**
     * Decides, with the offsets that the two groups have committed.
     *
     * @param othersRoute whether a member of the other group is reading the level's topic
     */
    static OffsetHandover decide(
            Map<Integer, Long> own, Map<Integer, Long> others, boolean othersRoute) {
        if (othersRoute) return new Refuse();
        if (others.isEmpty()) return new None();
        var take = new TreeMap<>(others);
        take.keySet().removeAll(own.keySet());
        return new Move(take, others.keySet());
    }
}
