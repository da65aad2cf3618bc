package io.eventrouter.benchmarks.merge.variant;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes records to the routed topic as they were read, each to the partition of its source. A
 * failed write ends the JVM. Confined to the loop's thread.
 */
final class Forwarder implements AutoCloseable {
    private static final Callback FAIL =
            (metadata, e) -> {
                if (e != null) VariantMain.fail(e);
            };

    private final KafkaProducer<byte[], byte[]> producer;
    private final String routed;

    Forwarder(VariantArguments arguments, Map<String, Object> settings) {
        this.producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        this.routed = arguments.topics().routed();
    }

    void forward(ConsumerRecord<byte[], byte[]> from) {
        // The callback sees what the future would tell.
        var unused =
                producer.send(
                        new ProducerRecord<>(
                                routed,
                                from.partition(),
                                from.timestamp(),
                                from.key(),
                                from.value(),
                                from.headers()),
                        FAIL);
    }

    /** Returns when all is acknowledged. */
    void flush() {
        producer.flush();
    }

    @Override
    public void close() {
        producer.close();
    }
}
