package io.eventrouter.system.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventrouter.config.Settings;
import io.eventrouter.config.SettingsSources;
import io.eventrouter.event.Priority;
import io.eventrouter.merge.streams.Router;
import io.eventrouter.system.KafkaFixture;
import io.eventrouter.topics.BacklogMonitor;
import io.eventrouter.topics.Lane;
import io.eventrouter.topics.TopicLayout;
import io.eventrouter.topics.TopicProvisioner;
import io.eventrouter.wire.CloudEventHeaders;
import io.eventrouter.wire.RouterHeaders;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Topics of a test's own on the shared broker, with a producer in front of the merge and a reader
 * behind it. Confined to the test's thread.
 */
final class MergeStage implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Settings settings;
    private final TopicLayout layout;
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final KafkaProducer<byte[], byte[]> producer;
    private final Admin admin;
    private final AtomicReference<Exception> sendFailure = new AtomicReference<>();
    private final List<Router> routers = new ArrayList<>();
    private final List<BacklogMonitor> monitors = new ArrayList<>();

    MergeStage(KafkaFixture kafka, String... overrides) {
        this(kafka.settings(overrides));
    }

    MergeStage(Settings settings) {
        this.settings = settings;
        this.layout = TopicProvisioner.ensure(settings);
        this.admin = Admin.create(settings.kafka().toProperties());
        var properties = settings.kafka().toProperties();
        properties.put("linger.ms", 20);
        properties.put("batch.size", 8 << 10);
        properties.put("max.request.size", 8 << 20);
        this.producer =
                new KafkaProducer<>(
                        properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    Settings settings() {
        return settings;
    }

    TopicLayout layout() {
        return layout;
    }

    SimpleMeterRegistry meters() {
        return meters;
    }

    Admin admin() {
        return admin;
    }

    String topicOf(String level) {
        return layout.names().priorityTopic(priority(level));
    }

    private Priority priority(String level) {
        return layout.names().priorities().require(level);
    }

    /** Records of about 200 bytes, each on channel {@code load} with its number for a value. */
    void publishLoad(String level, int partition, int count) {
        byte[] padding = "-".repeat(150).getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < count; i++) {
            var record = record(level, partition, "load", level + " " + i);
            record.headers().add("padding", padding);
            send(record);
        }
        flush();
    }

    ProducerRecord<byte[], byte[]> record(
            String level, int partition, String channel, String value) {
        return new ProducerRecord<>(
                topicOf(level), partition, bytes(channel), value == null ? null : bytes(value));
    }

    /** Sends without waiting; {@link #flush} fails if it was not acknowledged. */
    void send(ProducerRecord<byte[], byte[]> record) {
        Future<RecordMetadata> unused =
                producer.send(
                        record,
                        (metadata, failure) -> {
                            if (failure != null) sendFailure.compareAndSet(null, failure);
                        });
    }

    void publish(ProducerRecord<byte[], byte[]> record) throws Exception {
        producer.send(record).get();
    }

    void flush() {
        producer.flush();
        assertThat(sendFailure.get()).as("a record was not published").isNull();
    }

    /** The same with other levels. */
    Settings withLevels(String levels) {
        return SettingsSources.load(
                Optional.empty(),
                Map.of(),
                Map.of(
                        "kafka.bootstrap-servers",
                        settings.kafka().bootstrapServers(),
                        "topics.prefix",
                        settings.topics().prefix(),
                        "levels",
                        levels));
    }

    /** Registers the backlog gauges. */
    void watchBacklog() {
        monitors.add(new BacklogMonitor(settings, layout, meters));
    }

    /** A router that has its partitions when this returns; the first one's meters are kept. */
    Router startRouter() {
        return startRouter(settings);
    }

    Router startRouter(Settings other) {
        var router =
                new Router(other, layout, routers.isEmpty() ? meters : new SimpleMeterRegistry());
        routers.add(router);
        router.start();
        awaitReady(router);
        return router;
    }

    static void awaitReady(Router router) {
        await().atMost(PATIENCE).until(router::isReady);
    }

    /** The first records of the routed topic's partition, in their order. */
    List<ConsumerRecord<byte[], byte[]>> routed(Lane lane, int sourcePartition, int count) {
        return read(
                List.of(
                        new TopicPartition(
                                layout.names().routed(),
                                layout.routedPartition(lane, sourcePartition))),
                count);
    }

    /** The first records of all partitions of the routed topic. */
    List<ConsumerRecord<byte[], byte[]>> routed(int count) {
        return read(
                Stream.of(Lane.values())
                        .flatMap(lane -> layout.routedPartitions(lane).stream())
                        .toList(),
                count);
    }

    /** All records that the routed topic holds by now. */
    List<ConsumerRecord<byte[], byte[]>> routedNow() {
        return routed(Math.toIntExact(routedCount()));
    }

    /** Where routed records came from, each place once: repeats do not count. */
    static Set<String> sources(Collection<ConsumerRecord<byte[], byte[]>> routed) {
        return routed.stream()
                .map(
                        r ->
                                header(r, CloudEventHeaders.PRIORITY)
                                        + " "
                                        + header(r, RouterHeaders.SOURCE))
                .collect(Collectors.toSet());
    }

    long deadLetterCount() {
        return count(partitionsOf(layout.names().deadLetter(), layout.partitions()));
    }

    List<ConsumerRecord<byte[], byte[]>> deadLetters(int count) {
        return read(partitionsOf(layout.names().deadLetter(), layout.partitions()), count);
    }

    private static List<TopicPartition> partitionsOf(String topic, int count) {
        return IntStream.range(0, count).mapToObj(p -> new TopicPartition(topic, p)).toList();
    }

    private List<ConsumerRecord<byte[], byte[]>> read(
            Collection<TopicPartition> partitions, int count) {
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>(count);
        try (var consumer = newConsumer()) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(1))
                    .until(
                            () -> {
                                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
                                return records.size() >= count;
                            });
        }
        return records;
    }

    /** What a reader sees by now that takes only what is committed. */
    List<ConsumerRecord<byte[], byte[]>> routedAndCommitted() {
        return committed(partitionsOf(layout.names().routed(), 2 * layout.partitions()));
    }

    List<ConsumerRecord<byte[], byte[]>> deadLettersCommitted() {
        return committed(partitionsOf(layout.names().deadLetter(), layout.partitions()));
    }

    private List<ConsumerRecord<byte[], byte[]>> committed(List<TopicPartition> partitions) {
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        try (var consumer = newConsumer("read_committed")) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(1))
                    .until(
                            () -> {
                                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
                                return partitions.stream()
                                        .allMatch(p -> consumer.position(p) >= end.get(p));
                            });
        }
        return records;
    }

    KafkaConsumer<byte[], byte[]> newConsumer() {
        return newConsumer("read_uncommitted");
    }

    KafkaConsumer<byte[], byte[]> newConsumer(String isolation) {
        var properties = settings.kafka().toProperties();
        properties.put("max.poll.records", 5_000);
        properties.put("isolation.level", isolation);
        return new KafkaConsumer<>(
                properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** How many records the routed topic holds. */
    long routedCount() {
        return count(partitionsOf(layout.names().routed(), 2 * layout.partitions()));
    }

    private long count(List<TopicPartition> partitions) {
        try (var consumer = newConsumer()) {
            return consumer.endOffsets(partitions).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }
    }

    void awaitRouted(long count) {
        await().atMost(PATIENCE).until(() -> routedCount() >= count);
    }

    /** The offsets that a lane's group has committed for a level, by partition. */
    Map<TopicPartition, Long> committed(Lane lane, String level) {
        String topic = topicOf(level);
        String group = lane.applicationId(settings.router().applicationId());
        return get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
                .entrySet()
                .stream()
                .filter(e -> e.getKey().topic().equals(topic) && e.getValue() != null)
                .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().offset()));
    }

    /** How many stream threads share the shared lane's partitions, as the group has it. */
    int sharedMembers() {
        String group = Lane.SHARED.applicationId(settings.router().applicationId());
        boolean isThere =
                get(admin.listGroups().all()).stream().anyMatch(g -> g.groupId().equals(group));
        return isThere
                ? get(admin.describeConsumerGroups(List.of(group)).all())
                        .get(group)
                        .members()
                        .size()
                : 0;
    }

    void configure(String topic, String name, String value) {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        var change = new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
        get(admin.incrementalAlterConfigs(Map.of(resource, List.of(change))).all());
    }

    static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    double counter(String name, String... tags) {
        var counter = meters.find(name).tags(tags).counter();
        return counter == null ? 0 : counter.count();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String text(byte[] bytes) {
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }

    static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null ? null : text(header.value());
    }

    @Override
    public void close() {
        routers.forEach(Router::close);
        monitors.forEach(BacklogMonitor::close);
        producer.close();
        admin.close();
    }
}
