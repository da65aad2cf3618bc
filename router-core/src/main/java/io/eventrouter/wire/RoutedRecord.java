package io.eventrouter.wire;

import io.eventrouter.event.Channel;
import io.eventrouter.event.Position;
import io.eventrouter.event.Priorities;
import io.eventrouter.event.Priority;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A record of the routed topic, as far as routing needs it: headers are read, the payload is not.
 * Immutable.
 *
 * @param publishedMillis when it was published, epoch milliseconds
 * @param expiryMillis after which it must not be delivered, epoch milliseconds; {@link
 *     Long#MAX_VALUE} for never
 * @param collapseKey null for none
 * @param record the record itself; not copied
 */
public record RoutedRecord(
        Position position,
        Priority priority,
        Channel channel,
        long publishedMillis,
        long expiryMillis,
        String collapseKey,
        ConsumerRecord<byte[], byte[]> record) {

    /**
     * Empty when it is not a record that the merge writes (somebody else wrote to the routed
     * topic). Never throws.
     */
    public static Optional<RoutedRecord> read(
            ConsumerRecord<byte[], byte[]> record, Priorities priorities) {
        throw new UnsupportedOperationException(record + " " + priorities);
    }

    /** The event as a CloudEvent in the JSON format, UTF-8, with priority, channel and position. */
    public byte[] toJson() {
        throw new UnsupportedOperationException();
    }
}
