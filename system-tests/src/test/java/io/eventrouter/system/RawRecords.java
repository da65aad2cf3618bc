package io.eventrouter.system;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Records that somebody publishes past the publisher, right or wrong. Stateless. */
final class RawRecords {
    private RawRecords() {}

    /** Returns once Kafka has it, in that partition of the level's topic. */
    static void publish(
            Deployment deployment, String level, int partition, String key, String value)
            throws ExecutionException, InterruptedException {
        var serializer = new ByteArraySerializer();
        try (var producer =
                new KafkaProducer<>(
                        deployment.settings().kafka().toProperties(), serializer, serializer)) {
            String topic = deployment.topics().names().prefix() + "." + level;
            producer.send(
                            new ProducerRecord<>(
                                    topic,
                                    partition,
                                    key.getBytes(StandardCharsets.UTF_8),
                                    value.getBytes(StandardCharsets.UTF_8)))
                    .get();
        }
    }
}
