package io.eventrouter.config;

import java.time.Duration;

/**
 * One gateway.
 *
 * @param name what it calls itself in {@code welcome} and in metrics; empty for host name and port
 * @param host the address it listens on
 * @param port 0 to 65,535, 0 for any free one
 * @param workers dispatch threads, 1 to 256
 * @param lookAheadBytes read ahead of dispatch for each lane, 1 MiB to 4 GiB
 * @param lagLimit how long an event may wait in the look-ahead before urgent ones go first, 0 for
 *     ever, to 10 min
 * @param drain how it stops
 * @param cursorKey signs cursors; empty for a key of this process's own
 * @param session bounds of each session
 * @param replay what is done for sessions that resume
 * @param admission how many sessions it takes
 * @param acks acknowledgements by clients
 * @param publish events that clients publish
 */
public record GatewaySettings(
        String name,
        String host,
        int port,
        int workers,
        long lookAheadBytes,
        Duration lagLimit,
        DrainSettings drain,
        Secret cursorKey,
        SessionSettings session,
        ReplaySettings replay,
        AdmissionSettings admission,
        AckSettings acks,
        PublishSettings publish) {
    public GatewaySettings {
        Ranges.notBlank("gateway.host", host);
        Ranges.within("gateway.port", port, 0, 65_535);
        Ranges.within("gateway.workers", workers, 1, 256);
        Ranges.within("gateway.look-ahead-bytes", lookAheadBytes, 1L << 20, 4L << 30);
        Ranges.within("gateway.lag-limit", lagLimit, Duration.ZERO, Duration.ofMinutes(10));
        if (!cursorKey.isEmpty() && cursorKey.value().length() < 16)
            throw new InvalidSettingException(
                    "cursor.key", cursorKey, "16 characters or more are needed");
    }

    /** The same with another key. */
    public GatewaySettings withCursorKey(Secret key) {
        return new GatewaySettings(
                name,
                host,
                port,
                workers,
                lookAheadBytes,
                lagLimit,
                drain,
                key,
                session,
                replay,
                admission,
                acks,
                publish);
    }
}
