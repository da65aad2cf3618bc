package io.eventrouter.benchmarks.merge.variant;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** (b) One consumer for all levels, one producer, records in the order in which they come. */
final class CopyLoop implements PollLoop {
    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<byte[], byte[]> consumer;

    CopyLoop(VariantArguments arguments, Map<String, String> tuning) {
        this.consumer = PeerClients.consumer(arguments, "", tuning);
        consumer.subscribe(arguments.topics().priorityTopics());
    }

    @Override
    public void turn(Forwarder to) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) to.forward(record);
    }

    @Override
    public void commit() {
        consumer.commitSync();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
