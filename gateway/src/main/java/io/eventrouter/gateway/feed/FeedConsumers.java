package io.eventrouter.gateway.feed;

import io.eventrouter.config.KafkaSettings;
import io.eventrouter.topics.Lane;
import java.util.Properties;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Makes the consumers of the feeds. Stateless. */
public final class FeedConsumers {
    /** An event goes on as soon as a broker has it. */
    private static final int FETCH_MIN_BYTES = 1;

    /**
     * How long a broker holds a fetch while it has nothing: it costs no latency, since an event
     * ends the wait, and makes for two requests a second to each broker of an idle gateway.
     */
    private static final int FETCH_MAX_WAIT_MILLIS = 500;

    /**
     * A poll is taken whole, whatever room is left in the look-ahead; so what one answer carries is
     * kept small against it.
     */
    private static final int FETCH_MAX_BYTES = 1 << 20;

    private static final int MAX_POLL_RECORDS = 500;

    /**
     * The consumer's buffer is first in, first out: an urgent event of the shared lane waits behind
     * what the same fetch brought. In the express lane nothing less urgent is before it.
     */
    private static final int SHARED_PARTITION_BYTES = 64 << 10;

    private static final int EXPRESS_PARTITION_BYTES = 256 << 10;

    /** Many times what a broker that is there takes, so that one that hangs is given up soon. */
    private static final int REQUEST_TIMEOUT_MILLIS = 10_000;

    private FeedConsumers() {}

    /** A consumer that is in no group and has no partition yet. */
    public static Consumer<byte[], byte[]> create(KafkaSettings kafka, Lane lane) {
        return new KafkaConsumer<>(
                properties(kafka, lane), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** One that reads what lies back; it is in no group either. */
    public static Consumer<byte[], byte[]> createForReplay(KafkaSettings kafka) {
        Properties properties = properties(kafka, Lane.EXPRESS);
        properties.put(ConsumerConfig.CLIENT_ID_CONFIG, "event-router-gateway-replay");
        return new KafkaConsumer<>(
                properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    static Properties properties(KafkaSettings kafka, Lane lane) {
        Properties properties = kafka.toProperties();
        properties.put(ConsumerConfig.CLIENT_ID_CONFIG, "event-router-gateway-" + lane.text());
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        // An offset that is gone is counted and told, never jumped over in silence.
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        // Costs nothing while routers write without transactions, and is right when they do.
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, FETCH_MIN_BYTES);
        properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_MAX_WAIT_MILLIS);
        properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_MAX_BYTES);
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MAX_POLL_RECORDS);
        properties.put(
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                lane == Lane.SHARED ? SHARED_PARTITION_BYTES : EXPRESS_PARTITION_BYTES);
        properties.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MILLIS);
        properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MILLIS);
        return properties;
    }
}
