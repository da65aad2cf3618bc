package io.eventrouter.config;

import java.time.Duration;

/**
 * How the merge writes.
 *
 * @param transactionTimeout after which Kafka ends the transaction of a router that is gone, 1 s to
 *     15 min; for exactly-once only
 */
public record DeliverySettings(Delivery guarantee, Duration transactionTimeout) {
    /** What brokers allow by default. */
    private static final Duration LONGEST = Duration.ofMinutes(15);

    public DeliverySettings {
        Ranges.within(
                "delivery.transaction-timeout", transactionTimeout, Duration.ofSeconds(1), LONGEST);
    }

    public boolean exactlyOnce() {
        return guarantee == Delivery.EXACTLY_ONCE;
    }
}
