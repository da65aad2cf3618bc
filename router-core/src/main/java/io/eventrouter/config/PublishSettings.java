package io.eventrouter.config;

import java.time.Duration;

/**
 * Publishing by clients of a gateway.
 *
 * @param mode whose events it takes
 * @param timeout how long a client waits for Kafka's acknowledgement at most, 1 s to 5 min
 * @param bodyTimeout how long the body of a request may take to arrive, 100 ms to 1 min
 * @param inFlightEvents that are not acknowledged yet, of all clients, 1 to 1,000,000
 * @param inFlightBytes the same in bytes, 256 KiB to 4 GiB
 * @param eventsPerSecond of one user and level, on average, 0 to 1,000,000; 0 for any number. A
 *     burst of four seconds' worth passes
 */
public record PublishSettings(
        PublishMode mode,
        Duration timeout,
        Duration bodyTimeout,
        int inFlightEvents,
        long inFlightBytes,
        int eventsPerSecond) {
    /** What an event in flight counts for beside its data. */
    public static final int OVERHEAD_BYTES = 1024;

    public PublishSettings {
        Ranges.within("publish.timeout", timeout, Duration.ofSeconds(1), Duration.ofMinutes(5));
        Ranges.within(
                "publish.body-timeout", bodyTimeout, Duration.ofMillis(100), Duration.ofMinutes(1));
        Ranges.within("publish.in-flight-events", inFlightEvents, 1, 1_000_000);
        Ranges.within("publish.in-flight-bytes", inFlightBytes, 256 << 10, 4L << 30);
        Ranges.within("publish.events-per-second", eventsPerSecond, 0, 1_000_000);
    }

    /** The largest body of a request: base64 and escapes make an event longer than it is. */
    public static int largestBody(int maxEventBytes) {
        return 2 * maxEventBytes;
    }

    /** Fails when the largest event could never be published: for a moment its body counts too. */
    void requireRoomFor(int maxEventBytes) {
        long needed = (long) largestBody(maxEventBytes) + maxEventBytes + OVERHEAD_BYTES;
        if (inFlightBytes < needed)
            throw new InvalidSettingException(
                    "publish.in-flight-bytes",
                    inFlightBytes,
                    needed
                            + " or more is needed, three times event.max-bytes ("
                            + maxEventBytes
                            + ") and a little, or the largest event could never be published");
    }

    /** Both waits of the producer fit into that time-out. */
    public PublisherSettings producer(PublisherSettings usual) {
        Duration tenth = timeout.dividedBy(10);
        Duration linger = usual.linger().compareTo(tenth) > 0 ? tenth : usual.linger();
        return new PublisherSettings(timeout, linger);
    }
}
