package io.eventrouter.cli.records;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A topic as it was when it was opened: a port, with Kafka behind it. What comes later is not seen.
 * Confined to one thread.
 */
public interface TopicLog extends AutoCloseable {
    /** What each partition holds, by partition; an empty one has {@code first == end}. */
    List<RecordRange> partitions();

    /** Where in the partition what has that timestamp or a later one begins; its end if nothing. */
    long firstSince(int partition, Instant time);

    /**
     * Hands over what is in the range, in order. Offsets may be missing in it.
     *
     * @throws TopicUnreadableException when Kafka does not answer
     */
    void read(RecordRange range, Consumer<ConsumerRecord<byte[], byte[]>> to);

    /** Hands over what has that timestamp or a later one, one partition after the other. */
    default void readSince(Instant time, Consumer<ConsumerRecord<byte[], byte[]>> to) {
        for (RecordRange all : partitions()) {
            long first = Math.max(all.first(), firstSince(all.partition(), time));
            if (first < all.end()) read(new RecordRange(all.partition(), first, all.end()), to);
        }
    }

    @Override
    void close();
}
