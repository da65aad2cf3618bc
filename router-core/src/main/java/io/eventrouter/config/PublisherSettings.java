package io.eventrouter.config;

import java.time.Duration;

/**
 * Publishing to Kafka.
 *
 * @param timeout how long to try for an acknowledgement, 1 s to 10 min
 * @param linger how long to wait to fill a batch, 0 to 1 s, a tenth of the time-out at most: the
 *     rest is for the brokers
 */
public record PublisherSettings(Duration timeout, Duration linger) {
    public PublisherSettings {
        Ranges.within("publisher.timeout", timeout, Duration.ofSeconds(1), Duration.ofMinutes(10));
        Ranges.within("publisher.linger", linger, Duration.ZERO, Duration.ofSeconds(1));
        if (linger.compareTo(timeout.dividedBy(10)) > 0)
            throw new InvalidSettingException(
                    "publisher.linger",
                    ValueText.text(linger),
                    "a tenth of publisher.timeout ("
                            + ValueText.text(timeout)
                            + ") at most is allowed");
    }
}
