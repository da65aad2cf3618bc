package io.eventrouter.cli.records;

import io.eventrouter.cli.publish.TopicCheck;
import io.eventrouter.config.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads a topic with a consumer that has no group: it leaves no trace on the cluster, and creates
 * no topic. Confined to the command's thread.
 */
public final class KafkaTopicLog implements TopicLog {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(500);

    private final String topic;
    private final String servers;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<RecordRange> partitions;

    private KafkaTopicLog(String topic, String servers, KafkaConsumer<byte[], byte[]> consumer) {
        this.topic = topic;
        this.servers = servers;
        this.consumer = consumer;
        this.partitions = ask(this::look);
    }

    /**
     * Opens the topic of that name.
     *
     * @throws io.eventrouter.cli.publish.KafkaNotReadyException when nobody listens there, or the
     *     topic is missing
     * @throws io.eventrouter.topics.KafkaUnreachableException when who listens does not answer
     * @throws TopicUnreadableException when the topic may not be read
     */
    public static KafkaTopicLog open(Settings settings, String topic) {
        TopicCheck.require(settings.kafka(), List.of(topic), PATIENCE);
        String servers = settings.kafka().bootstrapServers();
        KafkaConsumer<byte[], byte[]> consumer;
        try {
            consumer =
                    new KafkaConsumer<>(
                            properties(settings),
                            new ByteArrayDeserializer(),
                            new ByteArrayDeserializer());
        } catch (KafkaException e) {
            Throwable why = e.getCause() == null ? e : e.getCause();
            throw new TopicUnreadableException(
                    "Kafka's client did not start: " + why.getMessage(), e);
        }
        try {
            return new KafkaTopicLog(topic, servers, consumer);
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
    }

    private static Properties properties(Settings settings) {
        var properties = settings.kafka().toProperties();
        properties.remove(ConsumerConfig.GROUP_ID_CONFIG);
        properties.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        return properties;
    }

    private List<RecordRange> look() {
        List<TopicPartition> all =
                consumer.partitionsFor(topic).stream()
                        .map(p -> new TopicPartition(topic, p.partition()))
                        .sorted(Comparator.comparingInt(TopicPartition::partition))
                        .toList();
        Map<TopicPartition, Long> first = consumer.beginningOffsets(all);
        Map<TopicPartition, Long> end = consumer.endOffsets(all);
        return all.stream()
                .map(p -> new RecordRange(p.partition(), first.get(p), end.get(p)))
                .toList();
    }

    @Override
    public List<RecordRange> partitions() {
        return partitions;
    }

    @Override
    public long firstSince(int partition, Instant time) {
        var of = new TopicPartition(topic, partition);
        var found = ask(() -> consumer.offsetsForTimes(Map.of(of, time.toEpochMilli()))).get(of);
        return found == null ? end(partition) : found.offset();
    }

    private long end(int partition) {
        return partitions.stream()
                .filter(p -> p.partition() == partition)
                .mapToLong(RecordRange::end)
                .findFirst()
                .orElse(0);
    }

    @Override
    public void read(RecordRange range, Consumer<ConsumerRecord<byte[], byte[]>> to) {
        var of = new TopicPartition(topic, range.partition());
        long end = Math.min(range.end(), end(range.partition()));
        if (range.first() >= end) return;
        consumer.assign(List.of(of));
        consumer.seek(of, range.first());
        long quietSince = System.nanoTime();
        // The position passes what no consumer sees (marks of transactions) as well.
        for (long before = range.first(); ask(() -> consumer.position(of)) < end; ) {
            ConsumerRecords<byte[], byte[]> some = ask(() -> consumer.poll(POLL));
            for (var record : some.records(of)) if (record.offset() < end) to.accept(record);
            long now = ask(() -> consumer.position(of));
            if (now > before) quietSince = System.nanoTime();
            else if (System.nanoTime() - quietSince > PATIENCE.toNanos()) throw silent(null);
            before = now;
        }
    }

    /** A question to Kafka, with failures in words. */
    private <T> T ask(Supplier<T> question) {
        try {
            return question.get();
        } catch (TimeoutException e) {
            throw silent(e);
        } catch (KafkaException e) {
            throw new TopicUnreadableException(topic + " cannot be read: " + e.getMessage(), e);
        }
    }

    private TopicUnreadableException silent(Throwable cause) {
        return new TopicUnreadableException(
                "Kafka at "
                        + servers
                        + " did not answer for "
                        + topic
                        + " within "
                        + PATIENCE.toSeconds()
                        + " s: are its brokers up?",
                cause);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
