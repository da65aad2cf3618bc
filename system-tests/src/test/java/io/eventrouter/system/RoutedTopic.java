package io.eventrouter.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads what a topic holds with Kafka's own consumer. Stateless. */
final class RoutedTopic {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private RoutedTopic() {}

    /** The values of the first records of the topic, as text. */
    static List<String> read(String kafka, String topic, int count) {
        return records(kafka, topic, count).stream()
                .map(r -> new String(r.value(), StandardCharsets.UTF_8))
                .toList();
    }

    /** The first records of the topic, partition by partition. */
    static List<ConsumerRecord<String, byte[]>> records(String kafka, String topic, int count) {
        Map<String, Object> properties =
                Map.of("bootstrap.servers", kafka, "auto.offset.reset", "earliest");
        var found = new ArrayList<ConsumerRecord<String, byte[]>>();
        try (var consumer =
                new KafkaConsumer<>(
                        properties,
                        new org.apache.kafka.common.serialization.StringDeserializer(),
                        new ByteArrayDeserializer())) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(topic).stream()
                            .map(p -> new TopicPartition(p.topic(), p.partition()))
                            .toList();
            consumer.assign(partitions);
            Instant deadline = Instant.now().plus(PATIENCE);
            while (found.size() < count && Instant.now().isBefore(deadline))
                consumer.poll(Duration.ofMillis(200)).forEach(found::add);
        }
        assertThat(found).as("records in %s", topic).hasSizeGreaterThanOrEqualTo(count);
        return found;
    }
}
