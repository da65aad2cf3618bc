package io.eventrouter.gateway.feed;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;

/**
 * How many answers each broker that the feed reads from has given, by the consumer's own counts. A
 * total of all brokers would not do: where one of them is away, the others' answers would hide it.
 *
 * <p>A broker counts when it leads a partition of the feed, or is the nearer replica that the
 * leader has sent the consumer to. What else it answers on the same connection, metadata once in
 * minutes, is in the count too. Confined to the feed.
 */
final class BrokerAnswers implements Supplier<Map<Integer, Double>> {
    /** Stands for a partition that nobody leads: a broker that never answers. */
    static final int NOBODY = -1;

    /** The consumer has the answer at hand, but for a topic that is gone. */
    private static final Duration METADATA_LIMIT = Duration.ofMillis(100);

    private static final String NODE_GROUP = "consumer-node-metrics";
    private static final String FETCH_GROUP = "consumer-fetch-manager-metrics";

    private final Consumer<?, ?> consumer;
    private final Collection<TopicPartition> partitions;

    BrokerAnswers(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        this.consumer = consumer;
        this.partitions = partitions;
    }

    /** By broker id; empty when the consumer does not count. */
    @Override
    public Map<Integer, Double> get() {
        var byNode = new HashMap<String, Double>();
        var nearer = new HashMap<TopicPartition, Integer>();
        consumer.metrics().forEach((name, metric) -> collect(name, metric, byNode, nearer));
        if (byNode.isEmpty()) return Map.of();
        Map<TopicPartition, Integer> leaders = leaders();
        var answers = new HashMap<Integer, Double>();
        for (TopicPartition partition : partitions) {
            int leader = leaders.getOrDefault(partition, NOBODY);
            int broker = nearer.getOrDefault(partition, leader);
            answers.put(broker, byNode.getOrDefault("node-" + broker, 0.0));
        }
        return answers;
    }

    private static void collect(
            MetricName name,
            Metric metric,
            Map<String, Double> byNode,
            Map<TopicPartition, Integer> nearer) {
        if (name.group().equals(NODE_GROUP) && name.name().equals("response-total"))
            byNode.put(name.tags().get("node-id"), number(metric).doubleValue());
        boolean isNearer =
                name.group().equals(FETCH_GROUP) && name.name().equals("preferred-read-replica");
        if (!isNearer) return;
        int broker = number(metric).intValue();
        if (broker >= 0) nearer.put(partition(name.tags()), broker);
    }

    private static Number number(Metric metric) {
        return metric.metricValue() instanceof Number number ? number : -1;
    }

    private static TopicPartition partition(Map<String, String> tags) {
        return new TopicPartition(tags.get("topic"), Integer.parseInt(tags.get("partition")));
    }

    private Map<TopicPartition, Integer> leaders() {
        var leaders = new HashMap<TopicPartition, Integer>();
        for (PartitionInfo info : describe()) {
            Node leader = info.leader();
            int id = leader == null ? NOBODY : leader.id();
            leaders.put(new TopicPartition(info.topic(), info.partition()), id);
        }
        return leaders;
    }

    private List<PartitionInfo> describe() {
        String topic = partitions.iterator().next().topic();
        try {
            return consumer.partitionsFor(topic, METADATA_LIMIT);
        } catch (RetriableException e) {
            return List.of(); // the topic is not there: nobody answers for it
        }
    }
}
