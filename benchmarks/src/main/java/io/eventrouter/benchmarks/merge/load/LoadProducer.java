package io.eventrouter.benchmarks.merge.load;

import io.eventrouter.benchmarks.process.BenchmarkException;
import io.eventrouter.topics.TopicNames;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Publishes events of the benchmark, spread evenly over the partitions, acks=all. A send that fails
 * makes the next call fail.
 *
 * <p>Confined to one thread.
 */
final class LoadProducer implements AutoCloseable {
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private final KafkaProducer<byte[], byte[]> producer;
    private final TopicNames topics;
    private final EventLayout layout;

    private LoadProducer(
            KafkaProducer<byte[], byte[]> producer, TopicNames topics, EventLayout layout) {
        this.producer = producer;
        this.topics = topics;
        this.layout = layout;
        topics.priorityTopics().forEach(producer::partitionsFor);
    }

    /** For as many events a second as there can be. */
    static LoadProducer inBulk(String bootstrap, TopicNames topics, EventLayout layout) {
        return new LoadProducer(producer(bootstrap, 20, 128 << 10), topics, layout);
    }

    /** For events that nobody waits to fill a batch with. */
    static LoadProducer atOnce(String bootstrap, TopicNames topics, EventLayout layout) {
        return new LoadProducer(producer(bootstrap, 0, 16 << 10), topics, layout);
    }

    void publish(int rank, long number, long nanos) {
        Exception failed = failure.get();
        if (failed != null) throw new BenchmarkException("an event was not published", failed);
        int partition = (int) (number % layout.partitions());
        String topic = topics.priorityTopic(topics.priorities().byRank(rank));
        // The callback sees what the future would tell.
        var unused =
                producer.send(
                        layout.event(topic, rank, partition, number, nanos),
                        (metadata, e) -> {
                            if (e != null) failure.compareAndSet(null, e);
                        });
    }

    void flush() {
        producer.flush();
        Exception failed = failure.get();
        if (failed != null) throw new BenchmarkException("an event was not published", failed);
    }

    @Override
    public void close() {
        producer.close();
    }

    private static KafkaProducer<byte[], byte[]> producer(
            String bootstrap, int lingerMillis, int batchBytes) {
        return new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
                        ProducerConfig.ACKS_CONFIG, "all",
                        ProducerConfig.LINGER_MS_CONFIG, lingerMillis,
                        ProducerConfig.BATCH_SIZE_CONFIG, batchBytes),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }
}
