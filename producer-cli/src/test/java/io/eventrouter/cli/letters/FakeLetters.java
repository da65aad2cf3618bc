package io.eventrouter.cli.letters;

import io.eventrouter.cli.records.RecordRange;
import io.eventrouter.event.Priorities;
import io.eventrouter.letters.LetterEntry;
import io.eventrouter.topics.TopicNames;
import io.eventrouter.wire.RouterHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/**
 * A dead-letter topic in memory, and the topics that letters are replayed to. Each record is stored
 * a second after the one before.
 */
public final class FakeLetters {
    public static final Instant START = Instant.parse("2026-01-31T12:00:00Z");
    public static final TopicNames TOPICS = new TopicNames("events", Priorities.standard());

    private final List<List<ConsumerRecord<byte[], byte[]>>> partitions =
            IntStream.range(0, 2)
                    .<List<ConsumerRecord<byte[], byte[]>>>mapToObj(p -> new ArrayList<>())
                    .toList();
    private final List<ProducerRecord<byte[], byte[]>> replayed = new ArrayList<>();
    private Predicate<ProducerRecord<byte[], byte[]>> fails = record -> false;
    private int stored;

    /** A letter of a bare record with that key, from offset 40 of a level's topic. */
    public FakeLetters letter(int partition, String level, String reason, String key) {
        return letter(partition, level, reason, key, "{}");
    }

    public FakeLetters letter(
            int partition, String level, String reason, String key, String value, String... more) {
        Headers headers = new RecordHeaders();
        for (int i = 0; i < more.length; i += 2) add(headers, more[i], more[i + 1]);
        add(headers, RouterHeaders.REASON, reason);
        add(headers, RouterHeaders.DETAIL, "a detail");
        add(headers, RouterHeaders.SOURCE_TOPIC, "events." + level);
        add(headers, RouterHeaders.SOURCE_PARTITION, Integer.toString(partition));
        add(headers, RouterHeaders.SOURCE_OFFSET, "40");
        add(headers, RouterHeaders.SOURCE_TIMESTAMP, "1700000000000");
        return store(partition, bytes(key), bytes(value), headers);
    }

    FakeLetters store(int partition, byte[] key, byte[] value, Headers headers) {
        List<ConsumerRecord<byte[], byte[]>> log = partitions.get(partition);
        log.add(
                new ConsumerRecord<>(
                        TOPICS.deadLetter(),
                        partition,
                        log.size(),
                        START.plusSeconds(stored++).toEpochMilli(),
                        TimestampType.LOG_APPEND_TIME,
                        0,
                        0,
                        key,
                        value,
                        headers,
                        Optional.empty()));
        return this;
    }

    /** These are not acknowledged. */
    public FakeLetters failing(Predicate<ProducerRecord<byte[], byte[]>> which) {
        fails = which;
        return this;
    }

    /** What was replayed, in order; receipts are not among it. */
    public List<ProducerRecord<byte[], byte[]>> replayed() {
        return replayed;
    }

    public int stored() {
        return stored;
    }

    public static String header(ProducerRecord<byte[], byte[]> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, bytes(value));
    }

    static byte[] bytes(String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    /** The topic as it is now. */
    public LetterBox box() {
        return new Box(
                IntStream.range(0, partitions.size())
                        .mapToObj(p -> new RecordRange(p, 0, partitions.get(p).size()))
                        .toList());
    }

    private final class Box implements LetterBox {
        private final List<RecordRange> ranges;

        Box(List<RecordRange> ranges) {
            this.ranges = ranges;
        }

        @Override
        public List<RecordRange> partitions() {
            return ranges;
        }

        @Override
        public long firstSince(int partition, Instant time) {
            return partitions.get(partition).stream()
                    .filter(r -> r.timestamp() >= time.toEpochMilli())
                    .mapToLong(ConsumerRecord::offset)
                    .findFirst()
                    .orElse(ranges.get(partition).end());
        }

        @Override
        public void read(RecordRange range, Consumer<LetterEntry> to) {
            long end = Math.min(range.end(), ranges.get(range.partition()).end());
            for (long o = range.first(); o < end; o++)
                to.accept(LetterEntry.read(partitions.get(range.partition()).get((int) o)));
        }

        @Override
        public void close() {}
    }

    /** The way back, with two partitions for each topic. */
    public Replaying replaying() {
        return new Replaying() {
            @Override
            public CompletableFuture<String> send(ProducerRecord<byte[], byte[]> record) {
                if (fails.test(record))
                    return CompletableFuture.failedFuture(new IllegalStateException("no leader"));
                if (record.topic().equals(TOPICS.deadLetter()))
                    store(record.partition(), record.key(), record.value(), record.headers());
                else replayed.add(record);
                return CompletableFuture.completedFuture(
                        record.topic() + ":" + record.partition() + ":" + (replayed.size() - 1));
            }

            @Override
            public int partitions(String topic) {
                return 2;
            }

            @Override
            public void close() {}
        };
    }
}
