package io.eventrouter.gateway.console;

import io.eventrouter.config.KafkaSettings;
import io.eventrouter.gateway.feed.FeedConsumers;
import io.eventrouter.topics.TopicNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * The newest dead letters. It looks whether there are more, and reads the topic's last records only
 * then. Confined to its turn, but for {@link #view()}.
 */
final class LettersRound implements Round {
    static final int MOST_LETTERS = 50;

    /** Of each partition; receipts are among them, so it is more than are shown. */
    private static final long LAST_RECORDS = 100;

    private static final Duration ASK_LIMIT = Duration.ofSeconds(3);
    private static final Duration READ_LIMIT = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(200);

    /**
     * What was read last. Immutable.
     *
     * @param version another one when there may be other letters
     * @param letters the newest first
     */
    record View(String version, List<LetterView> letters) {}

    private final KafkaSettings kafka;
    private final String topic;
    private final LetterViews views;
    private final LongSupplier nanoTime;
    private volatile View view;
    private Consumer<byte[], byte[]> consumer;

    LettersRound(KafkaSettings kafka, TopicNames topics, LongSupplier nanoTime) {
        this.kafka = kafka;
        topic = topics.deadLetter();
        views = new LetterViews(topics);
        this.nanoTime = nanoTime;
    }

    /** Null before the first read, and once nobody has looked for a while; any thread. */
    View view() {
        return view;
    }

    @Override
    public String name() {
        return "letters";
    }

    @Override
    public void read() {
        if (consumer == null) consumer = FeedConsumers.createForReplay(kafka);
        List<TopicPartition> partitions =
                consumer.partitionsFor(topic, ASK_LIMIT).stream()
                        .map(p -> new TopicPartition(topic, p.partition()))
                        .toList();
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, ASK_LIMIT);
        String version = version(ends);
        if (view != null && view.version().equals(version)) return;
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions, ASK_LIMIT);
        view = new View(version, views.newest(tail(begins, ends), MOST_LETTERS));
    }

    private static String version(Map<TopicPartition, Long> ends) {
        var sorted = new TreeMap<Integer, Long>();
        ends.forEach((p, end) -> sorted.put(p.partition(), end));
        return sorted.values().stream().map(String::valueOf).collect(Collectors.joining("."));
    }

    /** The last records up to the ends. */
    private List<ConsumerRecord<byte[], byte[]>> tail(
            Map<TopicPartition, Long> begins, Map<TopicPartition, Long> ends) {
        consumer.assign(ends.keySet());
        ends.forEach((p, end) -> consumer.seek(p, Math.max(begins.get(p), end - LAST_RECORDS)));
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        long deadline = nanoTime.getAsLong() + READ_LIMIT.toNanos();
        while (!isRead(ends) && nanoTime.getAsLong() < deadline)
            consumer.poll(POLL).forEach(records::add);
        if (!isRead(ends)) throw new TimeoutException("the dead letters do not come in time");
        consumer.assign(List.of());
        return records;
    }

    private boolean isRead(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .allMatch(e -> consumer.position(e.getKey(), ASK_LIMIT) >= e.getValue());
    }

    @Override
    public void rest() {
        if (consumer != null) consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
        consumer = null;
        view = null;
    }
}
