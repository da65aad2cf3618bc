package io.eventrouter.gateway.console;

import io.eventrouter.event.Position;
import io.eventrouter.letters.Letter;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The dead-letter topic and the way back from it, for one replay: a port, with Kafka behind it.
 * Confined to one thread; each call may wait, in bounded time.
 */
interface LetterPost extends AutoCloseable {
    /**
     * A letter, and where it was replayed to last, if it was.
     *
     * @param letter the one that is there
     */
    record Found(Letter letter, Optional<String> replayedTo) {}

    /**
     * The letter at that place; empty when there is none.
     *
     * @throws org.apache.kafka.common.KafkaException when Kafka does not say in time
     */
    Optional<Found> read(Position at);

    /**
     * How many partitions the topic has.
     *
     * @throws org.apache.kafka.common.KafkaException when Kafka does not say in time
     */
    int partitions(String topic);

    /**
     * Completes with {@code TOPIC:PARTITION:OFFSET} once Kafka has acknowledged; exceptionally,
     * with a {@link io.eventrouter.ingest.PublishException}, when it has not within the publisher's
     * time-out.
     *
     * @throws io.eventrouter.ingest.PublishException when there is no producer to be had
     */
    CompletableFuture<String> send(ProducerRecord<byte[], byte[]> record);

    @Override
    void close();
}
