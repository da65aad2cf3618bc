package io.eventrouter.config;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What becomes of each level's events when a session's queue is full. A level that is not named is
 * closed for when it has the express lane or is among the more urgent half of the levels; of the
 * others the oldest events make room.
 *
 * @param byLevel by the level's name
 */
public record OverflowSettings(Map<String, OverflowPolicy> byLevel) {
    private static final String FORM =
            "NAME:POLICY joined by commas is allowed, each name once, such as"
                    + " normal:close,low:drop-oldest; a policy is "
                    + OverflowPolicy.all();

    public OverflowSettings {
        byLevel = Map.copyOf(byLevel);
    }

    /**
     * Reads {@code normal:close,low:drop-oldest}; nothing for what holds by itself.
     *
     * @throws IllegalArgumentException when it is not of that form
     */
    public static OverflowSettings parse(String text) {
        var policies = new LinkedHashMap<String, OverflowPolicy>();
        if (text.isBlank()) return new OverflowSettings(policies);
        for (String part : text.split(",", -1)) {
            String[] pair = part.trim().split(":", -1);
            if (pair.length != 2) throw new IllegalArgumentException(FORM);
            if (policies.put(pair[0].trim(), OverflowPolicy.parse(pair[1])) != null)
                throw new IllegalArgumentException(FORM);
        }
        return new OverflowSettings(policies);
    }

    /** The policy of the level of that rank. */
    public OverflowPolicy of(int rank, LevelSettings levels) {
        Level level = levels.levels().get(rank);
        OverflowPolicy chosen = byLevel.get(level.name());
        if (chosen != null) return chosen;
        boolean urgent = level.express() || 2 * rank < levels.levels().size();
        return urgent ? OverflowPolicy.CLOSE : OverflowPolicy.DROP_OLDEST;
    }

    /**
     * @throws InvalidSettingException when a level is named that there is not
     */
    void requireKnown(LevelSettings levels) {
        for (String name : byLevel.keySet())
            if (levels.levels().stream().noneMatch(l -> l.name().equals(name)))
                throw new InvalidSettingException(
                        "session.overflow", name, "is not one of the levels: " + levels);
    }
}
