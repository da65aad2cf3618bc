package io.eventrouter.merge.streams;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * Gives a record its start tag for a timestamp, when Kafka Streams asks for one: when the record
 * becomes the head of its queue. It departs from the contract of {@link TimestampExtractor}, and
 * rests on that moment (docs/decisions/0001).
 *
 * <p>Never throws: that would end the stream thread. Ignores the partition time, which is an old
 * tag. One instance serves a level on all threads; what it keeps is with the thread.
 */
final class StartTagExtractor implements TimestampExtractor {
    private final TaskSchedulers schedulers;
    private final int rank;
    private final boolean bytesCost;

    /**
     * @param rank of the source's level in its lane
     * @param bytesCost whether a record's size matters, so that it need not be counted if not
     */
    StartTagExtractor(TaskSchedulers schedulers, int rank, boolean bytesCost) {
        this.schedulers = schedulers;
        this.rank = rank;
        this.bytesCost = bytesCost;
    }

    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
        CarriedTimestamp.add(record.headers(), record.timestamp());
        return schedulers.of(record.partition()).headOf(rank, bytesCost ? size(record) : 0);
    }

    private static long size(ConsumerRecord<Object, Object> record) {
        long bytes =
                Math.max(0, record.serializedKeySize())
                        + (long) Math.max(0, record.serializedValueSize());
        for (Header header : record.headers()) {
            bytes += header.key().length();
            if (header.value() != null) bytes += header.value().length;
        }
        return bytes;
    }
}
