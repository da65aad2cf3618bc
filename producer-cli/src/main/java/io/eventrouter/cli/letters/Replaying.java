package io.eventrouter.cli.letters;

import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Where letters are replayed to: a port, with Kafka behind it. Thread-safe. */
public interface Replaying extends AutoCloseable {
    /**
     * Completes with {@code TOPIC:PARTITION:OFFSET} once Kafka has acknowledged; exceptionally,
     * with the reason, when it has not.
     */
    CompletableFuture<String> send(ProducerRecord<byte[], byte[]> record);

    /** How many partitions the topic has. */
    int partitions(String topic);

    /** Waits for what is under way, within the publisher's time-out. */
    @Override
    void close();
}
