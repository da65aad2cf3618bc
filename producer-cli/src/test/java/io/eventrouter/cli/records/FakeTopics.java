package io.eventrouter.cli.records;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** Topics of two partitions in memory; one that nothing was written to is empty. */
public final class FakeTopics {
    private static final int PARTITIONS = 2;

    private final Map<String, List<List<ConsumerRecord<byte[], byte[]>>>> topics = new HashMap<>();

    /**
     * A record.
     *
     * @param headers names and values in turn
     */
    public FakeTopics record(
            String topic, int partition, Instant at, String key, String value, String... headers) {
        List<ConsumerRecord<byte[], byte[]>> log = logs(topic).get(partition);
        var all = new RecordHeaders();
        for (int i = 0; i < headers.length; i += 2)
            all.add(headers[i], headers[i + 1].getBytes(UTF_8));
        log.add(
                new ConsumerRecord<>(
                        topic,
                        partition,
                        log.size(),
                        at.toEpochMilli(),
                        TimestampType.CREATE_TIME,
                        0,
                        0,
                        key == null ? null : key.getBytes(UTF_8),
                        value == null ? null : value.getBytes(UTF_8),
                        all,
                        Optional.empty()));
        return this;
    }

    private List<List<ConsumerRecord<byte[], byte[]>>> logs(String topic) {
        return topics.computeIfAbsent(
                topic,
                t ->
                        IntStream.range(0, PARTITIONS)
                                .<List<ConsumerRecord<byte[], byte[]>>>mapToObj(
                                        p -> new ArrayList<>())
                                .toList());
    }

    public TopicLog open(String topic) {
        return new Log(logs(topic));
    }

    private record Log(List<List<ConsumerRecord<byte[], byte[]>>> logs) implements TopicLog {
        @Override
        public List<RecordRange> partitions() {
            return IntStream.range(0, PARTITIONS)
                    .mapToObj(p -> new RecordRange(p, 0, logs.get(p).size()))
                    .toList();
        }

        @Override
        public long firstSince(int partition, Instant time) {
            return logs.get(partition).stream()
                    .filter(r -> r.timestamp() >= time.toEpochMilli())
                    .mapToLong(ConsumerRecord::offset)
                    .findFirst()
                    .orElse(logs.get(partition).size());
        }

        @Override
        public void read(RecordRange range, Consumer<ConsumerRecord<byte[], byte[]>> to) {
            logs.get(range.partition()).stream()
                    .filter(r -> r.offset() >= range.first() && r.offset() < range.end())
                    .forEach(to);
        }

        @Override
        public void close() {}
    }
}
