package io.eventrouter.benchmarks.merge.variant;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/**
 * (d) Capacity split by {@code max.poll.records}, after Flipkart's priority-kafka-client: a
 * consumer for each level, the records of a turn divided among them by weight; what a level leaves
 * unused goes, most urgent first, to levels that would have had more. That burst is done by polling
 * again, where the original changed the limit by reflection, which current clients do not allow.
 */
final class SplitLoop implements PollLoop {
    /** The default of {@code max.poll.records}, which is what the capacity of a turn is there. */
    private static final int TURN = 500;

    private static final Duration IDLE_POLL = Duration.ofMillis(1);

    private final List<KafkaConsumer<byte[], byte[]>> consumers = new ArrayList<>();
    private final int[] quotas;

    SplitLoop(VariantArguments arguments, Map<String, String> tuning) {
        // An express level counts as twice the largest weight there is.
        int largest =
                arguments.levels().levels().stream()
                        .mapToInt(l -> l.weight().orElse(1))
                        .max()
                        .orElseThrow();
        int[] weights =
                arguments.levels().levels().stream()
                        .mapToInt(l -> l.weight().orElse(2 * largest))
                        .toArray();
        this.quotas = quotas(weights);
        List<String> topics = arguments.topics().priorityTopics();
        for (int rank = 0; rank < topics.size(); rank++) {
            var own = new TreeMap<>(tuning);
            own.put(
                    "consumer." + ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                    Integer.toString(quotas[rank]));
            var consumer = PeerClients.consumer(arguments, "-" + topics.get(rank), own);
            consumers.add(consumer);
            consumer.subscribe(List.of(topics.get(rank)));
        }
    }

    /** Multiples of the weights, so that rounding does not spoil the shares. */
    static int[] quotas(int[] weights) {
        int factor = Math.max(1, TURN / Arrays.stream(weights).sum());
        return Arrays.stream(weights).map(w -> w * factor).toArray();
    }

    @Override
    public void turn(Forwarder to) {
        int left = Arrays.stream(quotas).sum();
        var full = new ArrayList<Integer>();
        for (int rank = 0; rank < quotas.length; rank++) {
            int polled = forward(consumers.get(rank).poll(Duration.ZERO), to);
            left -= polled;
            if (polled == quotas[rank]) full.add(rank);
        }
        for (int rank : full)
            for (int polled = quotas[rank]; polled == quotas[rank] && left >= quotas[rank]; ) {
                polled = forward(consumers.get(rank).poll(Duration.ZERO), to);
                left -= polled;
            }
        if (left == Arrays.stream(quotas).sum()) forward(consumers.get(0).poll(IDLE_POLL), to);
    }

    @Override
    public void commit() {
        consumers.forEach(KafkaConsumer::commitSync);
    }

    @Override
    public void close() {
        consumers.forEach(KafkaConsumer::close);
    }

    private static int forward(ConsumerRecords<byte[], byte[]> records, Forwarder to) {
        for (ConsumerRecord<byte[], byte[]> record : records) to.forward(record);
        return records.count();
    }
}
