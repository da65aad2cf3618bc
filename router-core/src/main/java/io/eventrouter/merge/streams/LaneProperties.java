package io.eventrouter.merge.streams;

import static org.apache.kafka.streams.StreamsConfig.mainConsumerPrefix;
import static org.apache.kafka.streams.StreamsConfig.producerPrefix;

import io.eventrouter.config.InvalidSettingException;
import io.eventrouter.config.KafkaSettings;
import io.eventrouter.config.RouterSettings;
import io.eventrouter.config.SettingCatalogue;
import io.eventrouter.topics.Lane;
import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.LogAndContinueExceptionHandler;

/**
 * The configuration of a lane's Streams application and its clients. The operator's client
 * properties go to every client, but what the merge rests on wins over them. Stateless.
 */
final class LaneProperties {
    /** An outage so long is sat out where it strikes; a longer one ends the stream thread. */
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    /** More than PATIENCE, or the group would give a waiting thread's partitions away. */
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    /** How soon the partitions of a router that was killed go to another. */
    private static final Duration SESSION = Duration.ofSeconds(10);

    /**
     * A queue in front of the routed topic, where nothing urgent overtakes: hence small. Less is
     * faster, too: what waits there is fetched from memory again, and is copied by the collector.
     */
    private static final int SEND_BUFFER_BYTES = 1 << 20;

    /** Makes up for having one request under way. */
    private static final int BATCH_BYTES = 64 << 10;

    private LaneProperties() {}

    /**
     * How much a lane reads ahead (docs/decisions/0011 has the figures). In the shared lane what is
     * urgent waits for all that was read before it, of every level; the express lane has nothing
     * that would have to wait.
     *
     * @param records of a partition in Streams' queue above which no more are taken
     * @param pollRecords taken at a time, of all partitions
     * @param fetchBytes of a partition in one answer of a broker; one batch in any case
     */
    private record ReadAhead(int records, int pollRecords, int fetchBytes, int lingerMillis) {
        static ReadAhead of(Lane lane) {
            return lane == Lane.EXPRESS
                    ? new ReadAhead(500, 500, 256 << 10, 0)
                    : new ReadAhead(200, 500, 64 << 10, 2);
        }
    }

    /**
     * @param maxMessageBytes the largest record that is written, by the limits of its topic
     * @throws InvalidSettingException when a client property would undo the merge
     */
    static Properties of(
            LaneContext lane,
            KafkaSettings kafka,
            RouterSettings router,
            String clientId,
            int maxMessageBytes) {
        refuseIdling(kafka);
        var properties = kafka.toProperties();
        streams(properties, lane, router, clientId);
        LaneDelivery.of(lane.levels().lane()).put(router.delivery(), properties);
        var readAhead = ReadAhead.of(lane.levels().lane());
        consumer(properties, readAhead);
        producer(properties, readAhead, maxMessageBytes);
        return properties;
    }

    /** With -1 the shares silently become equal; above 0 an idle level holds up the others. */
    static void refuseIdling(KafkaSettings kafka) {
        String name = StreamsConfig.MAX_TASK_IDLE_MS_CONFIG;
        String value = kafka.clientProperties().get(name);
        if (value != null && !value.trim().equals("0"))
            throw new InvalidSettingException(
                    SettingCatalogue.KAFKA_CLIENT_PREFIX + name,
                    value,
                    "only 0 is allowed: the merge by weight rests on it");
    }

    private static void streams(
            Properties properties, LaneContext lane, RouterSettings router, String clientId) {
        properties.put(
                StreamsConfig.APPLICATION_ID_CONFIG,
                lane.levels().lane().applicationId(router.applicationId()));
        properties.put(StreamsConfig.CLIENT_ID_CONFIG, clientId);
        properties.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, "classic");
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, router.threads());
        properties.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, 0L);
        router.stateDirectory().ifPresent(d -> properties.put(StreamsConfig.STATE_DIR_CONFIG, d));
        properties.put(StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, SendFailures.class);
        properties.put(
                StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, ProcessingFailures.class);
        // Bytes can always be read, so this is never called; if it were, nothing must be lost.
        properties.put(
                StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG,
                LogAndContinueExceptionHandler.class);
        properties.put(
                StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG, lane.deadLetterTopic());
        properties.put(LaneContext.CONFIG, lane);
    }

    private static void consumer(Properties properties, ReadAhead readAhead) {
        properties.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, readAhead.records());
        put(properties, ConsumerConfig.MAX_POLL_RECORDS_CONFIG, readAhead.pollRecords());
        put(properties, ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, readAhead.fetchBytes());
        put(properties, ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        put(properties, ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, (int) SESSION.toMillis());
        put(
                properties,
                ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
                (int) SESSION.dividedBy(3).toMillis());
        put(properties, ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, (int) LONGEST_PAUSE.toMillis());
    }

    private static void put(Properties properties, String consumerConfig, Object value) {
        properties.put(mainConsumerPrefix(consumerConfig), value);
    }

    private static void producer(Properties properties, ReadAhead readAhead, int maxMessageBytes) {
        send(properties, ProducerConfig.ACKS_CONFIG, "all");
        send(properties, ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        // The order of each key rests on 1. With more under way, the first batch of a new producer
        // may be refused and the second taken: the broker, which knows of no first, takes any.
        send(properties, ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        send(properties, ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        send(properties, ProducerConfig.LINGER_MS_CONFIG, readAhead.lingerMillis());
        send(properties, ProducerConfig.MAX_REQUEST_SIZE_CONFIG, maxMessageBytes);
        send(
                properties,
                ProducerConfig.BUFFER_MEMORY_CONFIG,
                Math.max(SEND_BUFFER_BYTES, (long) maxMessageBytes + BATCH_BYTES));
        send(properties, ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        send(properties, ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE.toMillis());
        // A topic that is seldom written to, as that of dead letters, stays known.
        send(properties, ProducerConfig.METADATA_MAX_IDLE_CONFIG, Duration.ofDays(7).toMillis());
        send(properties, ProducerConfig.INTERCEPTOR_CLASSES_CONFIG, AckMeter.class.getName());
    }

    private static void send(Properties properties, String producerConfig, Object value) {
        properties.put(producerPrefix(producerConfig), value);
    }
}
