package io.eventrouter.benchmarks.merge.variant;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * (d) Capacity split by {@code max.poll.records}, after Flipkart's priority-kafka-client: a
 * consumer for each level, polled in turn, the most urgent first. Where {@link SplitCapacity} lets
 * a level burst it is polled again; the original changes the consumer's limit by reflection, which
 * current clients do not allow.
 */
final class SplitLoop implements PollLoop {
    private static final Duration IDLE_POLL = Duration.ofMillis(1);

    private final List<KafkaConsumer<byte[], byte[]>> consumers = new ArrayList<>();
    private final SplitCapacity capacity;
    private int allowance;
    private boolean joined;

    SplitLoop(VariantArguments arguments, Map<String, String> tuning) {
        this.capacity = new SplitCapacity(weights(arguments));
        List<String> topics = arguments.topics().priorityTopics();
        for (int rank = 0; rank < topics.size(); rank++) {
            var own = new TreeMap<>(tuning);
            own.put("consumer.max.poll.records", Integer.toString(capacity.quota(rank)));
            var consumer = PeerClients.consumer(arguments, "-" + rank, own);
            consumers.add(consumer);
            consumer.subscribe(List.of(topics.get(rank)), new HeldUntilAllJoined(consumer));
        }
    }

    @Override
    public void turn(Forwarder to) {
        if (!joined) {
            join();
            return;
        }
        int[] counts = new int[capacity.levels()];
        int all = 0;
        for (int rank = 0; rank < counts.length; rank++) {
            counts[rank] = poll(rank, Duration.ZERO, to);
            all += counts[rank];
        }
        capacity.took(counts);
        all += burst(to);
        if (all == 0) poll(0, IDLE_POLL, to);
    }

    @Override
    public void commit() {
        consumers.forEach(KafkaConsumer::commitSync);
    }

    @Override
    public void close() {
        consumers.forEach(KafkaConsumer::close);
    }

    /** No level gets ahead, or bursts, only because the consumers of others are not there yet. */
    private void join() {
        for (KafkaConsumer<byte[], byte[]> consumer : consumers) consumer.poll(IDLE_POLL);
        joined = consumers.stream().noneMatch(consumer -> consumer.assignment().isEmpty());
        if (joined) consumers.forEach(consumer -> consumer.resume(consumer.assignment()));
    }

    /** Only in whole quotas, which is what a poll brings; the rest is kept for the next turn. */
    private int burst(Forwarder to) {
        int rank = capacity.burstRank();
        if (rank < 0) {
            allowance = 0;
            return 0;
        }
        allowance += capacity.unused();
        int all = 0;
        for (; allowance >= capacity.quota(rank); allowance -= capacity.quota(rank))
            all += poll(rank, Duration.ZERO, to);
        return all;
    }

    private int poll(int rank, Duration time, Forwarder to) {
        ConsumerRecords<byte[], byte[]> records = consumers.get(rank).poll(time);
        for (ConsumerRecord<byte[], byte[]> record : records) to.forward(record);
        return records.count();
    }

    /** An express level counts as twice the largest weight there is: 8:4:2:1 by default. */
    private static int[] weights(VariantArguments arguments) {
        var levels = arguments.levels().levels();
        int largest = levels.stream().mapToInt(l -> l.weight().orElse(1)).max().orElseThrow();
        return levels.stream().mapToInt(l -> l.weight().orElse(2 * largest)).toArray();
    }

    /** Pauses what is assigned before all consumers have joined. */
    private final class HeldUntilAllJoined implements ConsumerRebalanceListener {
        private final KafkaConsumer<byte[], byte[]> consumer;

        HeldUntilAllJoined(KafkaConsumer<byte[], byte[]> consumer) {
            this.consumer = consumer;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            if (!joined) consumer.pause(partitions);
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {}
    }
}
