package io.eventrouter.config;

import java.time.Duration;

/**
 * What a gateway does for sessions that resume.
 *
 * @param checkpointInterval how often a session that is sent events gets a cursor, 100 ms to 10 min
 * @param memoryBytes recent events kept for each lane, 1 MiB to 16 GiB
 * @param scans how many scans of the routed topic may go on at a time, 1 to 64
 */
public record ReplaySettings(Duration checkpointInterval, long memoryBytes, int scans) {
    public ReplaySettings {
        Ranges.within(
                "session.checkpoint-interval",
                checkpointInterval,
                Duration.ofMillis(100),
                Duration.ofMinutes(10));
        Ranges.within("gateway.replay-bytes", memoryBytes, 1L << 20, 16L << 30);
        Ranges.within("gateway.replay-scans", scans, 1, 64);
    }
}
