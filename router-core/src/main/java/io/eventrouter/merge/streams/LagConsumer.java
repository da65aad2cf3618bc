package io.eventrouter.merge.streams;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A consumer that tells after each poll how far behind it is. Confined to its stream thread, as
 * every consumer.
 */
final class LagConsumer extends KafkaConsumer<byte[], byte[]> {
    private final LanePace pace;

    LagConsumer(Map<String, Object> config, LanePace pace) {
        super(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.pace = pace;
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        ConsumerRecords<byte[], byte[]> records = super.poll(timeout);
        long lag = 0;
        for (TopicPartition partition : assignment()) lag += currentLag(partition).orElse(0);
        pace.lag(lag);
        return records;
    }
}
