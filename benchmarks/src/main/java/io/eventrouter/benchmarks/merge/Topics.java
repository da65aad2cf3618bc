package io.eventrouter.benchmarks.merge;

import io.eventrouter.benchmarks.process.BenchmarkException;
import io.eventrouter.benchmarks.process.Deadline;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.LongUnaryOperator;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Topics as the benchmark handles them. Confined to the measuring thread. */
final class Topics implements AutoCloseable {
    private static final Duration TIME = Duration.ofSeconds(60);
    private static final short ONE_REPLICA = 1;

    private final Admin admin;

    Topics(String bootstrap) {
        this.admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap));
    }

    /**
     * Makes it, empty; one of that name that is there goes first. Returns when every partition has
     * a leader that answers: an idempotent producer at full speed does not get over one that is not
     * ready for the first of several batches and takes the second (OUT_OF_ORDER_SEQUENCE_NUMBER
     * until its delivery times out; Kafka 4.3.1).
     */
    void recreate(String topic, int partitions) {
        delete(topic);
        var deadline = Deadline.in(TIME);
        deadline.await(
                "topic " + topic + " to be gone and made again", () -> created(topic, partitions));
        deadline.await("leaders of topic " + topic, () -> isLed(partitions(topic, 0, partitions)));
    }

    void delete(String topic) {
        try {
            get(admin.deleteTopics(List.of(topic)).all());
        } catch (UnknownTopicOrPartitionException e) {
            return; // There is none of that name.
        }
    }

    /**
     * Removes all but the newest records; a new group that reads from the beginning reads those.
     *
     * @param keep how many stay in each partition
     */
    void trim(String topic, LongUnaryOperator keep) {
        Map<TopicPartition, RecordsToDelete> upTo = new HashMap<>();
        ends(partitions(topic))
                .forEach(
                        (p, end) ->
                                upTo.put(
                                        p,
                                        RecordsToDelete.beforeOffset(
                                                end - keep.applyAsLong(p.partition()))));
        get(admin.deleteRecords(upTo).all());
    }

    /** How many records the topic holds. */
    long records(String topic) {
        List<TopicPartition> all = partitions(topic);
        return sum(ends(all)) - sum(offsets(all, OffsetSpec.earliest()));
    }

    /** The end offset of each partition. */
    Map<TopicPartition, Long> ends(List<TopicPartition> partitions) {
        return offsets(partitions, OffsetSpec.latest());
    }

    private Map<TopicPartition, Long> offsets(List<TopicPartition> partitions, OffsetSpec which) {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        partitions.forEach(p -> asked.put(p, which));
        Map<TopicPartition, Long> found = new HashMap<>();
        get(admin.listOffsets(asked).all()).forEach((p, info) -> found.put(p, info.offset()));
        return found;
    }

    private List<TopicPartition> partitions(String topic) {
        int count =
                get(admin.describeTopics(List.of(topic)).allTopicNames())
                        .get(topic)
                        .partitions()
                        .size();
        return partitions(topic, 0, count);
    }

    /**
     * @param first the first one
     * @param end the one after the last
     */
    static List<TopicPartition> partitions(String topic, int first, int end) {
        return IntStream.range(first, end).mapToObj(p -> new TopicPartition(topic, p)).toList();
    }

    static long sum(Map<TopicPartition, Long> offsets) {
        return offsets.values().stream().mapToLong(Long::longValue).sum();
    }

    @Override
    public void close() {
        admin.close();
    }

    private boolean created(String topic, int partitions) {
        try {
            get(admin.createTopics(List.of(new NewTopic(topic, partitions, ONE_REPLICA))).all());
            return true;
        } catch (TopicExistsException e) {
            return false; // Its deletion is under way.
        }
    }

    private boolean isLed(List<TopicPartition> partitions) {
        try {
            ends(partitions);
            return true;
        } catch (RetriableException e) {
            return false;
        }
    }

    private static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) throw cause;
            throw new BenchmarkException("the broker refused", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchmarkException("interrupted while waiting for the broker", e);
        }
    }
}
