package io.eventrouter.merge.streams;

import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A producer that tells of what brokers refused as too large on the thread that sends, with its
 * next record or flush ({@link LateRefusals}). Once a flush returns, what was sent in place of a
 * refused record is with Kafka too. Confined to its stream thread.
 */
final class LaneProducer extends KafkaProducer<byte[], byte[]> {
    private final LateRefusals refusals = new LateRefusals();

    LaneProducer(Map<String, Object> config) {
        super(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /**
     * @param callback not null
     */
    @Override
    public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, Callback callback) {
        refusals.tell();
        return super.send(record, refusals.puttingOff(callback));
    }

    @Override
    public void flush() {
        do super.flush();
        while (refusals.tell());
    }
}
