package io.eventrouter.merge.streams;

import io.eventrouter.merge.TaskOrder;
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
    private final TaskOrders orders;
    private final int rank;

    /**
     * @param rank of the source's level in its lane
     */
    StartTagExtractor(TaskOrders orders, int rank) {
        this.orders = orders;
        this.rank = rank;
    }

    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
        CarriedTimestamp.add(record.headers(), record.timestamp());
        TaskOrder order = orders.of(record.partition());
        return order.headOf(rank, order.countsBytes() ? size(record) : 0, record.timestamp());
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
