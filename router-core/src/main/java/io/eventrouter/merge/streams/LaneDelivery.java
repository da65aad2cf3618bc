package io.eventrouter.merge.streams;

import static org.apache.kafka.streams.StreamsConfig.producerPrefix;

import io.eventrouter.config.DeliverySettings;
import io.eventrouter.topics.Lane;
import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * How often a lane commits, with each guarantee (docs/decisions/0020). Immutable.
 *
 * @param transaction how long what was routed stays unseen at most, with exactly-once: the time
 *     between two commits
 */
record LaneDelivery(Duration transaction) {
    /**
     * At least once: what is routed again after a crash, and how stale the backlog gauge can be;
     * each commit waits for all that was sent, so much more often would cost throughput.
     */
    private static final Duration COMMIT_INTERVAL = Duration.ofMillis(500);

    /**
     * How long a poll waits when nothing comes. It returns at once when something does, so at least
     * once a longer wait delays nothing but the stop, and spares an idle router most of its work.
     */
    private static final Duration IDLE_POLL = Duration.ofMillis(500);

    /** The express lane's events are few, and urgent. */
    static LaneDelivery of(Lane lane) {
        return new LaneDelivery(Duration.ofMillis(lane == Lane.EXPRESS ? 25 : 100));
    }

    void put(DeliverySettings delivery, Properties properties) {
        if (delivery.exactlyOnce()) exactlyOnce(delivery, properties);
        else atLeastOnce(properties);
    }

    private static void atLeastOnce(Properties properties) {
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
        properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_INTERVAL.toMillis());
        properties.put(StreamsConfig.POLL_MS_CONFIG, IDLE_POLL.toMillis());
    }

    /** A thread that waits for records commits no transaction: so it waits no longer than that. */
    private void exactlyOnce(DeliverySettings delivery, Properties properties) {
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, transaction.toMillis());
        properties.put(StreamsConfig.POLL_MS_CONFIG, transaction.toMillis());
        properties.put(
                producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
                (int) delivery.transactionTimeout().toMillis());
    }
}
