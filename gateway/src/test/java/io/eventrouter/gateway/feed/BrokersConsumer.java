package io.eventrouter.gateway.feed;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** A consumer of which a test says who leads which partition, and how often each has answered. */
final class BrokersConsumer extends MockConsumer<byte[], byte[]> {
    private final Map<MetricName, Metric> metrics = new HashMap<>();
    private final Map<TopicPartition, PartitionInfo> infos = new LinkedHashMap<>();

    private TopicPartition withoutLag;
    private boolean positionsConfirmed = true;
    private Duration longestWait = Duration.ZERO;

    BrokersConsumer() {
        super("none");
    }

    /** Null for a partition that nobody leads. */
    void led(TopicPartition partition, Integer broker) {
        Node leader = broker == null ? null : new Node(broker, "localhost", 9092);
        var info =
                new PartitionInfo(
                        partition.topic(), partition.partition(), leader, new Node[0], new Node[0]);
        infos.put(partition, info);
        updatePartitions(partition.topic(), List.copyOf(infos.values()));
    }

    void answered(int broker, double times) {
        Map<String, String> tags = Map.of("client-id", "test", "node-id", "node-" + broker);
        put(new MetricName("response-total", "consumer-node-metrics", "", tags), times);
    }

    void sentTo(TopicPartition partition, int broker) {
        Map<String, String> tags =
                Map.of(
                        "client-id",
                        "test",
                        "topic",
                        partition.topic(),
                        "partition",
                        Integer.toString(partition.partition()));
        String group = "consumer-fetch-manager-metrics";
        put(new MetricName("preferred-read-replica", group, "", tags), broker);
    }

    private void put(MetricName name, Number value) {
        metrics.put(name, new Fixed(name, value));
    }

    @Override
    public synchronized Map<MetricName, ? extends Metric> metrics() {
        return metrics;
    }

    void forgetLagOf(TopicPartition partition) {
        withoutLag = partition;
    }

    @Override
    public synchronized OptionalLong currentLag(TopicPartition partition) {
        return !positionsConfirmed || partition.equals(withoutLag)
                ? OptionalLong.empty()
                : super.currentLag(partition);
    }

    /** As while the leader has to confirm them. */
    void confirmPositions(boolean confirmed) {
        positionsConfirmed = confirmed;
    }

    @Override
    public synchronized long position(TopicPartition partition, Duration limit) {
        if (positionsConfirmed) return super.position(partition);
        longestWait = limit.compareTo(longestWait) > 0 ? limit : longestWait;
        throw new TimeoutException("the leader is not there");
    }

    /** A real consumer waits for its default time-out: many seconds. */
    @Override
    public synchronized long position(TopicPartition partition) {
        if (positionsConfirmed) return super.position(partition);
        throw new AssertionError("waits for a position without a limit of its own");
    }

    Duration longestWait() {
        return longestWait;
    }

    private record Fixed(MetricName metricName, Object metricValue) implements Metric {}
}
