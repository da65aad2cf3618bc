package io.eventrouter.merge.streams;

import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The clients of a lane: Kafka's own, but that a consumer tells of no lag where there is no leader
 * ({@link LeaderlessLag}), and that a producer knows its topics before it is used, and tells of
 * refusals on the thread that sends, so that this one sends the dead letters ({@link
 * LaneProducer}). In a transaction there are none to be sent. Stateless.
 */
final class LaneClients implements KafkaClientSupplier {
    private static final Logger LOG = LoggerFactory.getLogger(LaneClients.class);

    private final LaneContext lane;

    LaneClients(LaneContext lane) {
        this.lane = lane;
    }

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
        KafkaProducer<byte[], byte[]> producer =
                lane.exactlyOnce()
                        ? new KafkaProducer<>(
                                config, new ByteArraySerializer(), new ByteArraySerializer())
                        : new LaneProducer(config);
        try {
            producer.partitionsFor(lane.routedTopic());
            producer.partitionsFor(lane.deadLetterTopic());
        } catch (KafkaException e) {
            LOG.atWarn()
                    .addKeyValue("lane", lane.levels().lane().text())
                    .addKeyValue("reason", e.getMessage())
                    .log("a new producer cannot see its topics yet");
        }
        return producer;
    }

    @Override
    public Admin getAdmin(Map<String, Object> config) {
        return Admin.create(config);
    }

    @Override
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
        return LeaderlessLag.over(newConsumer(config), lane.pace(), System::nanoTime);
    }

    @Override
    public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
        return newConsumer(config);
    }

    @Override
    public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
        return newConsumer(config);
    }

    private static Consumer<byte[], byte[]> newConsumer(Map<String, Object> config) {
        return new KafkaConsumer<>(
                config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
