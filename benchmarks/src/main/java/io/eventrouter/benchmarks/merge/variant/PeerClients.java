package io.eventrouter.benchmarks.merge.variant;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The clients of the hand-written loops. Tuning is given as in Kafka Streams: "consumer." and
 * "producer." settings in one map. Stateless.
 */
final class PeerClients {
    private static final String CONSUMER = "consumer.";
    private static final String PRODUCER = "producer.";

    private PeerClients() {}

    static KafkaConsumer<byte[], byte[]> consumer(
            VariantArguments arguments, String groupSuffix, Map<String, String> tuning) {
        Map<String, Object> settings = own(tuning, CONSUMER);
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, arguments.bootstrap());
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, arguments.applicationId() + groupSuffix);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        return new KafkaConsumer<>(
                settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    static Forwarder forwarder(VariantArguments arguments, Map<String, String> tuning) {
        Map<String, Object> settings = own(tuning, PRODUCER);
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, arguments.bootstrap());
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        return new Forwarder(arguments, settings);
    }

    private static Map<String, Object> own(Map<String, String> tuning, String prefix) {
        var settings = new HashMap<String, Object>();
        tuning.forEach(
                (name, value) -> {
                    if (name.startsWith(prefix))
                        settings.put(name.substring(prefix.length()), value);
                });
        return settings;
    }
}
