package io.eventrouter.benchmarks.merge.load;

import io.eventrouter.benchmarks.process.BenchmarkException;
import io.eventrouter.benchmarks.process.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Looks afterwards at what stands in the routed topic, in its order. Stateless. */
public final class RoutedLog {
    private static final Duration TIME = Duration.ofMinutes(3);
    private static final Duration POLL = Duration.ofMillis(100);

    private RoutedLog() {}

    /** Is told the rank of each event, in the order of its partition. */
    @FunctionalInterface
    public interface RankVisitor {
        void visit(TopicPartition partition, int rank);
    }

    /**
     * Reads from the first offsets, inclusive, to the end offsets, exclusive.
     *
     * @param from by partition; those of {@code to} that are missing are read from 0
     * @throws BenchmarkException when that takes too long
     */
    public static void read(
            String bootstrap,
            Map<TopicPartition, Long> from,
            Map<TopicPartition, Long> to,
            RankVisitor visitor) {
        var deadline = Deadline.in(TIME);
        try (var consumer = consumer(bootstrap)) {
            consumer.assign(to.keySet());
            to.keySet().forEach(p -> consumer.seek(p, from.getOrDefault(p, 0L)));
            Set<TopicPartition> left = new HashSet<>(to.keySet());
            while (dropFinished(consumer, left, to)) {
                if (deadline.passed())
                    throw new BenchmarkException("the routed topic could not be read in " + TIME);
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    var partition = new TopicPartition(record.topic(), record.partition());
                    if (record.offset() < to.get(partition))
                        visitor.visit(partition, EventLayout.rank(record.value()));
                }
            }
        }
    }

    /** Whether any is left. */
    private static boolean dropFinished(
            KafkaConsumer<byte[], byte[]> consumer,
            Set<TopicPartition> left,
            Map<TopicPartition, Long> to) {
        List<TopicPartition> finished = new ArrayList<>();
        for (TopicPartition partition : left)
            if (consumer.position(partition) >= to.get(partition)) finished.add(partition);
        consumer.pause(finished);
        finished.forEach(left::remove);
        return !left.isEmpty();
    }

    private static KafkaConsumer<byte[], byte[]> consumer(String bootstrap) {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        5_000),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }
}
