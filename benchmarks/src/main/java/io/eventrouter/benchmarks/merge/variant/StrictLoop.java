package io.eventrouter.benchmarks.merge.variant;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * (c) Strict priority as one writes it by hand: while a level has data, the partitions of all
 * levels below it are paused. Whether it has data is known from what a poll brought and from the
 * consumer's own lag.
 */
final class StrictLoop implements PollLoop {
    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<String> topics;

    /** Levels below this one are paused. */
    private int floor;

    StrictLoop(VariantArguments arguments, Map<String, String> tuning) {
        this.consumer = PeerClients.consumer(arguments, "", tuning);
        this.topics = arguments.topics().priorityTopics();
        this.floor = topics.size() - 1;
        consumer.subscribe(topics);
    }

    @Override
    public void turn(Forwarder to) {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
        for (String topic : topics)
            for (ConsumerRecord<byte[], byte[]> record : records.records(topic)) to.forward(record);
        pauseBelow(mostUrgentWithLag());
    }

    @Override
    public void commit() {
        consumer.commitSync();
    }

    @Override
    public void close() {
        consumer.close();
    }

    /** Only of levels that are not paused: the others' lag is not kept up to date. */
    private int mostUrgentWithLag() {
        int found = topics.size() - 1;
        for (TopicPartition partition : consumer.assignment()) {
            int rank = topics.indexOf(partition.topic());
            if (rank < found && rank <= floor && consumer.currentLag(partition).orElse(0) > 0)
                found = rank;
        }
        return found;
    }

    private void pauseBelow(int rank) {
        if (rank == floor) return;
        floor = rank;
        var below = new ArrayList<TopicPartition>();
        var others = new ArrayList<TopicPartition>();
        for (TopicPartition partition : consumer.assignment())
            (topics.indexOf(partition.topic()) > rank ? below : others).add(partition);
        consumer.pause(below);
        consumer.resume(others);
    }
}
