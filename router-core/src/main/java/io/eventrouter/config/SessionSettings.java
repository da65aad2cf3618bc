package io.eventrouter.config;

import java.time.Duration;

/**
 * One WebSocket session.
 *
 * @param queueEvents events that may wait, 1 to 1,000,000
 * @param queueBytes bytes that may wait, 1 KiB to 1 GiB
 * @param overflow what becomes of events when one of these is reached
 * @param writeTimeout how long a write may make no progress, 100 ms to 10 min
 * @param sendAhead under pressure, how much longer than on the shortest way events may be under way
 *     to clients, 0 to 10 s; 0 for any time
 * @param heartbeat how often a quiet session is pinged, 1 s to 10 min
 * @param maxSubscriptions 1 to 100,000
 * @param maxFrameBytes the largest message from a client, 1 KiB to 8 MiB
 * @param framesPerSecond messages, fragments and pings a client may send, on average, 1 to 100,000;
 *     a burst of four seconds' worth, and one for each subscription it may have, passes
 */
public record SessionSettings(
        int queueEvents,
        long queueBytes,
        OverflowSettings overflow,
        Duration writeTimeout,
        Duration sendAhead,
        Duration heartbeat,
        int maxSubscriptions,
        int maxFrameBytes,
        int framesPerSecond) {
    private static final Duration LONGEST = Duration.ofMinutes(10);

    public SessionSettings {
        Ranges.within("session.queue-events", queueEvents, 1, 1_000_000);
        Ranges.within("session.queue-bytes", queueBytes, 1 << 10, 1 << 30);
        Ranges.within("session.write-timeout", writeTimeout, Duration.ofMillis(100), LONGEST);
        Ranges.within("session.send-ahead", sendAhead, Duration.ZERO, Duration.ofSeconds(10));
        Ranges.within("session.heartbeat", heartbeat, Duration.ofSeconds(1), LONGEST);
        Ranges.within("session.max-subscriptions", maxSubscriptions, 1, 100_000);
        Ranges.within("session.max-frame-bytes", maxFrameBytes, 1 << 10, 8 << 20);
        Ranges.within("session.frames-per-second", framesPerSecond, 1, 100_000);
    }
}
