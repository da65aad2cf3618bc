package io.eventrouter.config;

import java.time.Duration;

/**
 * The topics.
 *
 * @param prefix what their names begin with: letters, digits, {@code . _ -}, 100 characters at most
 * @param partitions of each priority topic that is created, 1 to 1,000
 * @param replication of topics that are created; -1 for the brokers' default
 * @param retention how long topics that are created keep events, at least a minute
 * @param create whether missing topics are created
 * @param maxEventBytes the largest event, headers and data, 1 KiB to 8 MiB
 */
public record TopicSettings(
        String prefix,
        int partitions,
        int replication,
        Duration retention,
        boolean create,
        int maxEventBytes) {
    private static final Duration LONGEST = Duration.ofDays(3_650);

    public TopicSettings {
        if (!prefix.matches("[A-Za-z0-9._-]{1,100}"))
            throw new InvalidSettingException(
                    "topics.prefix",
                    prefix,
                    "1 to 100 letters, digits, dots, underscores and hyphens are allowed");
        Ranges.within("topics.partitions", partitions, 1, 1_000);
        if (replication != -1) Ranges.within("topics.replication", replication, 1, Short.MAX_VALUE);
        Ranges.within("topics.retention", retention, Duration.ofMinutes(1), LONGEST);
        Ranges.within("event.max-bytes", maxEventBytes, 1 << 10, 8 << 20);
    }
}
