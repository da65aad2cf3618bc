package io.eventrouter.config;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How soon after its publication an event of each level should be routed.
 *
 * @param byLevel by the level's name, 0 to 365 days
 */
public record LevelTargets(Map<String, Duration> byLevel) {
    private static final Duration LONGEST = Duration.ofDays(365);
    private static final String FORM =
            "NAME:DURATION joined by commas is allowed, each name once, such as"
                    + " high:200ms,normal:2s,low:30s";

    public LevelTargets {
        byLevel = Map.copyOf(byLevel);
        byLevel.values().forEach(t -> Ranges.within("levels.targets", t, Duration.ZERO, LONGEST));
    }

    /**
     * Reads {@code high:200ms,normal:2s,low:30s}; nothing for no targets.
     *
     * @throws IllegalArgumentException when it is not of that form
     */
    static LevelTargets parse(String text) {
        var targets = new LinkedHashMap<String, Duration>();
        if (text.isBlank()) return new LevelTargets(targets);
        for (String part : text.split(",", -1)) {
            String[] pair = part.trim().split(":", -1);
            if (pair.length != 2) throw new IllegalArgumentException(FORM);
            if (targets.put(pair[0].trim(), ValueText.duration(pair[1])) != null)
                throw new IllegalArgumentException(FORM);
        }
        return new LevelTargets(targets);
    }

    /** Empty when the level has none. */
    public Optional<Duration> of(Level level) {
        return Optional.ofNullable(byLevel.get(level.name()));
    }
}
