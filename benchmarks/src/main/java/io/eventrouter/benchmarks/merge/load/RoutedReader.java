package io.eventrouter.benchmarks.merge.load;

import io.eventrouter.benchmarks.process.BenchmarkException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads partitions of the routed topic from their beginning, as a gateway does, and notes when
 * events of the most urgent level are there. Kafka's default consumer settings.
 *
 * <p>One consumer and one thread of its own, from the constructor to {@code close}.
 */
public final class RoutedReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);

    private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Arrivals arrivals;
    private final Thread thread = new Thread(this::read, "routed-reader");

    public RoutedReader(String bootstrap, List<TopicPartition> partitions, Arrivals arrivals) {
        this.arrivals = arrivals;
        this.consumer =
                new KafkaConsumer<>(
                        Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        thread.start();
    }

    /**
     * @throws BenchmarkException when it does not read any more
     */
    public void requireReading() {
        if (failure.get() != null)
            throw new BenchmarkException("the routed topic is not read any more", failure.get());
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        try (consumer) {
            while (true) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
                long now = System.nanoTime();
                for (ConsumerRecord<byte[], byte[]> record : records) note(record.value(), now);
            }
        } catch (WakeupException e) {
            // Closed.
        } catch (RuntimeException e) {
            failure.set(e);
        }
    }

    private void note(byte[] data, long now) {
        if (EventLayout.rank(data) == 0)
            arrivals.arrived(EventLayout.number(data), now - EventLayout.nanos(data));
    }
}
