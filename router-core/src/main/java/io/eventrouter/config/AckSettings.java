package io.eventrouter.config;

import java.time.Duration;
import java.util.List;

/**
 * Acknowledgements by clients.
 *
 * @param levels names of the levels whose events are to be acknowledged; empty for those of the
 *     express lane, and {@code high}
 * @param timeout until an event is sent a second time, 100 ms to 1 h
 * @param longestWait what the time between two attempts grows to, 100 ms to 1 d
 * @param attempts how often an event is sent at most, 1 to 100
 * @param windowEvents events of a session that may be unacknowledged, 1 to 10,000
 * @param windowBytes the same in bytes, 1 KiB to 1 GiB
 */
public record AckSettings(
        List<String> levels,
        Duration timeout,
        Duration longestWait,
        int attempts,
        int windowEvents,
        long windowBytes) {
    private static final String HIGH = "high";

    public AckSettings {
        levels = List.copyOf(levels);
        Ranges.within("ack.timeout", timeout, Duration.ofMillis(100), Duration.ofHours(1));
        Ranges.within("ack.longest-wait", longestWait, Duration.ofMillis(100), Duration.ofDays(1));
        Ranges.within("ack.attempts", attempts, 1, 100);
        Ranges.within("ack.window-events", windowEvents, 1, 10_000);
        Ranges.within("ack.window-bytes", windowBytes, 1 << 10, 1 << 30);
    }

    /** Whether events of that level are to be acknowledged. */
    public boolean covers(Level level) {
        return levels.isEmpty()
                ? level.express() || level.name().equals(HIGH)
                : levels.contains(level.name());
    }

    /** Reads {@code critical,high}; nothing for the default. */
    static List<String> names(String text) {
        return text.isBlank()
                ? List.of()
                : List.of(text.split(",", -1)).stream().map(String::trim).toList();
    }

    /** The same, once every name is that of a level. */
    AckSettings requireKnown(LevelSettings known) {
        List<String> names = known.levels().stream().map(Level::name).toList();
        for (String level : levels)
            if (!names.contains(level))
                throw new InvalidSettingException(
                        "ack.levels",
                        String.join(",", levels),
                        "the levels are " + String.join(", ", names));
        return this;
    }
}
