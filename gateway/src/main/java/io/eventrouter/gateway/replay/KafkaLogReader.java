package io.eventrouter.gateway.replay;

import io.eventrouter.event.Priorities;
import io.eventrouter.gateway.feed.RoutedEvent;
import io.eventrouter.wire.RoutedRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/**
 * Reads the routed topic with a consumer of its own, in no group. Confined to one thread but for
 * {@link #wakeup()}.
 */
public final class KafkaLogReader implements LogReader {
    private static final Duration ASK_LIMIT = Duration.ofSeconds(5);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);

    private final Consumer<byte[], byte[]> consumer;
    private final Priorities priorities;
    private final List<TopicPartition> topic = new ArrayList<>();

    /**
     * @param consumer without partitions and without a rule for offsets that are gone; owned
     * @param partitions of both lanes
     */
    public KafkaLogReader(
            Consumer<byte[], byte[]> consumer,
            String topicName,
            int partitions,
            Priorities priorities) {
        this.consumer = consumer;
        this.priorities = priorities;
        for (int p = 0; p < partitions; p++) topic.add(new TopicPartition(topicName, p));
    }

    @Override
    public void seek(PartitionRange partitions, long[] next) {
        List<TopicPartition> lane = topic.subList(partitions.begin(), partitions.end());
        consumer.assign(lane);
        lane.forEach(p -> consumer.seek(p, next[p.partition()]));
    }

    @Override
    public LogRead poll(Duration limit) {
        try {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(limit);
            return new LogRead(events(records), records.count(), next(), null);
        } catch (OffsetOutOfRangeException e) {
            return goOnBehind(e.offsetOutOfRangePartitions());
        } catch (WakeupException e) {
            return new LogRead(List.of(), 0, next(), null);
        }
    }

    /** What no router wrote is left out, as the feeds leave it out. */
    private List<RoutedEvent> events(ConsumerRecords<byte[], byte[]> records) {
        var events = new ArrayList<RoutedEvent>(records.count());
        for (ConsumerRecord<byte[], byte[]> record : records)
            RoutedRecord.read(record, priorities).map(RoutedEvent::replayed).ifPresent(events::add);
        return events;
    }

    private long[] next() {
        var next = new long[topic.size()];
        for (TopicPartition p : consumer.assignment()) next[p.partition()] = consumer.position(p);
        return next;
    }

    private LogRead goOnBehind(Map<TopicPartition, Long> gone) {
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(gone.keySet(), ASK_LIMIT);
        Map<TopicPartition, Long> ends = consumer.endOffsets(gone.keySet(), ASK_LIMIT);
        long[] from = next();
        gone.forEach(
                (p, offset) -> {
                    from[p.partition()] = offset;
                    consumer.seek(p, Math.max(begins.get(p), Math.min(offset, ends.get(p))));
                });
        return new LogRead(List.of(), 0, next(), from);
    }

    @Override
    public long[] beginnings() {
        return byPartition(consumer.beginningOffsets(topic, ASK_LIMIT));
    }

    @Override
    public long[] ends() {
        return byPartition(consumer.endOffsets(topic, ASK_LIMIT));
    }

    @Override
    public long[] offsetsAt(long epochMillis) {
        var times = new HashMap<TopicPartition, Long>();
        topic.forEach(p -> times.put(p, epochMillis));
        Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(times, ASK_LIMIT);
        long[] offsets = ends();
        found.forEach(
                (p, at) ->
                        offsets[p.partition()] = at == null ? offsets[p.partition()] : at.offset());
        return offsets;
    }

    private long[] byPartition(Map<TopicPartition, Long> offsets) {
        var all = new long[topic.size()];
        offsets.forEach((p, offset) -> all[p.partition()] = offset);
        return all;
    }

    @Override
    public void wakeup() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(CLOSE_LIMIT));
    }
}
