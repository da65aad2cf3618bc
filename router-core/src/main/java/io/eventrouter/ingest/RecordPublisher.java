package io.eventrouter.ingest;

import io.eventrouter.config.KafkaSettings;
import io.eventrouter.config.PublisherSettings;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.ApiException;

/**
 * Publishes records as they are, with the same producer as {@link EventPublisher}: idempotent,
 * acks=all, in the order of the calls for each partition. For whoever writes what is an event
 * already, or none. Thread-safe: the producer is, and nothing else here changes but the mark that
 * it was closed.
 */
public final class RecordPublisher implements AutoCloseable {
    private final Producer<byte[], byte[]> producer;
    private final PublisherSettings settings;
    private final PublishFailures failures;
    private volatile boolean closed;

    /**
     * Connects in the background: that Kafka is away is reported by {@link #publish}.
     *
     * @param maxEventBytes the largest record, headers and value
     * @throws PublishException when an address has no known host, or a client property is invalid
     */
    public RecordPublisher(KafkaSettings kafka, PublisherSettings settings, int maxEventBytes) {
        this(EventPublisher.connect(kafka, settings, maxEventBytes), kafka, settings);
    }

    RecordPublisher(
            Producer<byte[], byte[]> producer, KafkaSettings kafka, PublisherSettings settings) {
        this.producer = producer;
        this.settings = settings;
        this.failures = EventPublisher.failuresOf(kafka, settings);
    }

    /**
     * Sends the record to its topic, which must be there. Waits and completes as {@link
     * EventPublisher#publish} does.
     *
     * @return where Kafka has it; or, exceptionally, a {@link PublishException}
     */
    public CompletableFuture<RecordMetadata> publish(ProducerRecord<byte[], byte[]> record) {
        var outcome = new CompletableFuture<RecordMetadata>();
        try {
            var unused =
                    producer.send(
                            record,
                            (metadata, failure) -> {
                                if (failure == null) outcome.complete(metadata);
                                else
                                    outcome.completeExceptionally(
                                            failureOf(record.topic(), failure));
                            });
        } catch (RuntimeException e) {
            outcome.completeExceptionally(failureOf(record.topic(), e));
        }
        return outcome;
    }

    /**
     * How many partitions the topic has.
     *
     * @throws PublishException when Kafka does not say within a third of the publisher time-out
     */
    public int partitions(String topic) {
        try {
            return producer.partitionsFor(topic).size();
        } catch (RuntimeException e) {
            throw failureOf(topic, e);
        }
    }

    private PublishException failureOf(String topic, Exception failure) {
        // as in EventPublisher: what a broker said stays true
        boolean byClosing = closed && !(failure instanceof ApiException);
        return failures.of(topic, byClosing ? new IllegalStateException(failure) : failure);
    }

    /** Waits for what is under way, bounded by the publisher time-out, then closes. */
    @Override
    public void close() {
        closed = true;
        producer.close(settings.timeout());
    }
}
