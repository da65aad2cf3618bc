package io.eventrouter.ingest;

import io.eventrouter.config.KafkaSettings;
import io.eventrouter.config.PublisherSettings;
import io.eventrouter.event.Event;
import io.eventrouter.ingest.PublishException.Reason;
import io.eventrouter.topics.TopicNames;
import io.eventrouter.trace.EventSpan;
import io.eventrouter.trace.Step;
import io.eventrouter.trace.Tracing;
import io.eventrouter.wire.EventRecords;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Publishes events with an idempotent producer and acks=all: what was acknowledged is on all
 * in-sync replicas, once, and in the order of the calls for each key. Thread-safe: the producer is,
 * and nothing else here changes but the mark that it was closed.
 *
 * <p>An event that the router would send to the dead-letter topic (JSON that is none, too many
 * bytes) is refused here, so that an acknowledgement means that it will be routed.
 */
public final class EventPublisher implements AutoCloseable {
    private final Producer<byte[], byte[]> producer;
    private final TopicNames topics;
    private final int maxEventBytes;
    private final Duration timeout;
    private final PublishFailures failures;
    private final Tracing tracing;
    private volatile boolean closed;

    /**
     * Without spans. Connects in the background: that Kafka is away is reported by {@link
     * #publish}.
     *
     * @param maxEventBytes the largest event, headers and data
     * @throws PublishException when an address has no known host, or a client property is invalid
     */
    public EventPublisher(
            KafkaSettings kafka, PublisherSettings settings, TopicNames topics, int maxEventBytes) {
        this(kafka, settings, topics, maxEventBytes, Tracing.off());
    }

    /**
     * The same, with a span for each event that is sampled.
     *
     * @param tracing not closed by this
     * @throws PublishException when an address has no known host, or a client property is invalid
     */
    public EventPublisher(
            KafkaSettings kafka,
            PublisherSettings settings,
            TopicNames topics,
            int maxEventBytes,
            Tracing tracing) {
        this(
                connect(kafka, settings, maxEventBytes),
                kafka,
                settings,
                topics,
                maxEventBytes,
                tracing);
    }

    EventPublisher(
            Producer<byte[], byte[]> producer,
            KafkaSettings kafka,
            PublisherSettings settings,
            TopicNames topics,
            int maxEventBytes,
            Tracing tracing) {
        this.producer = producer;
        this.topics = topics;
        this.tracing = tracing;
        this.maxEventBytes = maxEventBytes;
        this.timeout = settings.timeout();
        this.failures = failuresOf(kafka, settings);
    }

    static Producer<byte[], byte[]> connect(
            KafkaSettings kafka, PublisherSettings settings, int maxEventBytes) {
        try {
            return new KafkaProducer<>(
                    ProducerProperties.of(kafka, settings, maxEventBytes),
                    new ByteArraySerializer(),
                    new ByteArraySerializer());
        } catch (KafkaException e) {
            throw failuresOf(kafka, settings).ofStart(e);
        }
    }

    static PublishFailures failuresOf(KafkaSettings kafka, PublisherSettings settings) {
        return new PublishFailures(kafka.bootstrapServers(), settings.timeout());
    }

    /**
     * Sends the event to the topic of its priority.
     *
     * <p>Returns at once as long as the topic is known and there is room in the buffer; otherwise
     * it waits for that, a third of the publisher time-out at most. The future is complete within
     * the time-out in any case. It completes on the producer's thread: what is chained to it must
     * not block, or go elsewhere ({@code …Async}).
     *
     * @return completes once Kafka has acknowledged; exceptionally, with a {@link
     *     PublishException}, when it has not
     */
    public CompletableFuture<Acknowledged> publish(Event event) {
        var outcome = new CompletableFuture<Acknowledged>();
        String topic = topics.priorityTopic(event.priority());
        try {
            ProducerRecord<byte[], byte[]> record = EventRecords.toRecord(event, topics);
            checkSize(record);
            trace(event, record, outcome);
            var unused =
                    producer.send(
                            record, (metadata, e) -> complete(outcome, event, topic, metadata, e));
        } catch (PublishException e) {
            outcome.completeExceptionally(e);
        } catch (RuntimeException e) {
            outcome.completeExceptionally(failureOf(topic, e));
        }
        return outcome;
    }

    /** What has no room for the span's context goes without. */
    private void trace(
            Event event,
            ProducerRecord<byte[], byte[]> record,
            CompletableFuture<Acknowledged> outcome) {
        EventSpan span = tracing.begin(Step.SEND, record.topic(), record.headers());
        if (span == null) return;
        span.about(event.priority().name(), event.channel().name());
        if (EventRecords.sizeOf(record) + span.carriedBytes(record.headers()) <= maxEventBytes)
            span.putInto(record.headers());
        var unused = outcome.whenComplete((where, failure) -> end(span, where, failure));
    }

    private static void end(EventSpan span, Acknowledged where, Throwable failure) {
        if (failure == null) span.at(where.partition(), where.offset());
        else span.failed(failure instanceof PublishException e ? e.reason().name() : "UNEXPECTED");
        span.end();
    }

    private void complete(
            CompletableFuture<Acknowledged> outcome,
            Event event,
            String topic,
            RecordMetadata metadata,
            Exception failure) {
        if (failure != null) outcome.completeExceptionally(failureOf(topic, failure));
        else
            outcome.complete(
                    new Acknowledged(event.id(), topic, metadata.partition(), metadata.offset()));
    }

    private PublishException failureOf(String topic, Exception failure) {
        // what a broker said stays true; anything else after close() comes from closing
        boolean byClosing = closed && !(failure instanceof ApiException);
        return failures.of(topic, byClosing ? new IllegalStateException(failure) : failure);
    }

    private void checkSize(ProducerRecord<byte[], byte[]> record) {
        long bytes = EventRecords.sizeOf(record);
        if (bytes > maxEventBytes)
            throw new PublishException(
                    Reason.TOO_LARGE,
                    record.topic(),
                    "the event has "
                            + bytes
                            + " bytes of headers and data, for topic "
                            + record.topic()
                            + " "
                            + maxEventBytes
                            + " are allowed: send less, or raise event.max-bytes",
                    null);
    }

    /** Waits for what is under way, bounded by the publisher time-out, then closes. */
    @Override
    public void close() {
        closed = true;
        producer.close(timeout);
    }
}
