package io.eventrouter.benchmarks.fanout.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.eventrouter.benchmarks.fanout.message.EventText;
import io.eventrouter.benchmarks.fanout.message.RoutedEvents;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes events to the routed topic, as the router does: urgent ones to a partition of the express
 * lane, others to one of the shared lane.
 */
final class KafkaPublisher implements Publisher {
    private static final String TOPIC = "events.routed";

    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicLong number;
    private final int sharedPartition;

    KafkaPublisher(String bootstrap, AtomicLong number) {
        this.number = number;
        producer =
                new KafkaProducer<>(
                        Map.of(
                                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                bootstrap,
                                ProducerConfig.LINGER_MS_CONFIG,
                                0,
                                ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
                                ByteArraySerializer.class,
                                ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
                                ByteArraySerializer.class));
        sharedPartition = producer.partitionsFor(TOPIC).size() / 2;
    }

    @Override
    public void publish(int rank, String channel, int dataBytes, long atNanos) {
        byte[] data = EventText.data(dataBytes, rank, atNanos).getBytes(US_ASCII);
        producer.send(
                RoutedEvents.produced(
                        TOPIC,
                        rank == 0 ? 0 : sharedPartition,
                        Input.LEVELS.get(rank),
                        channel,
                        number.getAndIncrement(),
                        data));
    }

    /** The producer sends by itself, at once. */
    @Override
    public void flush() {}

    @Override
    public void close() {
        producer.close();
    }
}
