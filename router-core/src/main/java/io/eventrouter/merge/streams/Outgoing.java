package io.eventrouter.merge.streams;

import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.StreamPartitioner;

/**
 * What a sink writes, with the partition it goes to: a partitioner sees no more of a record than
 * key and value.
 *
 * @param value may be null
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
record Outgoing(byte[] value, int partition) {
    /** Stateless. */
    static final class ValueSerializer implements Serializer<Outgoing> {
        @Override
        public byte[] serialize(String topic, Outgoing outgoing) {
            return outgoing.value();
        }
    }

    /** Stateless. */
    static final class ToItsPartition implements StreamPartitioner<byte[], Outgoing> {
        @Override
        public Optional<Set<Integer>> partitions(
                String topic, byte[] key, Outgoing outgoing, int numPartitions) {
            return Optional.of(Set.of(outgoing.partition()));
        }
    }
}
