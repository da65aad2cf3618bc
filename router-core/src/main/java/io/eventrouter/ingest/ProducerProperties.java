package io.eventrouter.ingest;

import io.eventrouter.config.KafkaSettings;
import io.eventrouter.config.PublisherSettings;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * What the producer is told. An operator's client properties come first (TLS, SASL, buffers,
 * compression); then what the promise of {@link EventPublisher} rests on, which they cannot change.
 * Stateless.
 *
 * <p>The time-out of the settings covers both waits of an event: a third of it for metadata and for
 * room in the buffer ({@code max.block.ms}), the rest for the acknowledgement ({@code
 * delivery.timeout.ms}), within which a broker that fell silent is asked a second time.
 *
 * <p>Compression is LZ4 unless the operator chose another: brokers keep batches as they are, so
 * what a publisher saves is saved on each replica, on disk and in the router's fetches too, for
 * about a microsecond of CPU per kilobyte; zstd saves more, and takes several times as long.
 */
final class ProducerProperties {
    private static final String COMPRESSION = "lz4";

    /** Names of headers, the key and the batch's own bytes, beside what an event may have. */
    private static final int OVERHEAD_BYTES = 64 << 10;

    private static final int KAFKA_DEFAULT_REQUEST_BYTES = 1 << 20;

    /** Would undo idempotence, order per key, or that all publishers partition alike. */
    private static final List<String> NOT_FOR_OPERATORS =
            List.of(
                    ProducerConfig.RETRIES_CONFIG,
                    ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
                    ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                    ProducerConfig.PARTITIONER_CLASS_CONFIG,
                    ProducerConfig.PARTITIONER_IGNORE_KEYS_CONFIG,
                    ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
                    ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG);

    private ProducerProperties() {}

    static Properties of(KafkaSettings kafka, PublisherSettings settings, int maxEventBytes) {
        var properties = new Properties();
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, COMPRESSION);
        properties.putAll(kafka.toProperties());
        NOT_FOR_OPERATORS.forEach(properties::remove);
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        properties.put(
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                Math.max(KAFKA_DEFAULT_REQUEST_BYTES, maxEventBytes + OVERHEAD_BYTES));
        addTimes(properties, settings);
        return properties;
    }

    private static void addTimes(Properties properties, PublisherSettings settings) {
        Duration block = settings.timeout().dividedBy(3);
        Duration delivery = settings.timeout().minus(block);
        Duration request = delivery.minus(settings.linger()).dividedBy(2);
        properties.put(ProducerConfig.LINGER_MS_CONFIG, settings.linger().toMillis());
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, block.toMillis());
        properties.put(
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Math.toIntExact(delivery.toMillis()));
        properties.put(
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.toIntExact(request.toMillis()));
    }
}
