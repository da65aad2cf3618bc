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
        try {
            var attributes = RecordAttributes.ofRouted(record.headers().toArray());
            EventContext.require(attributes, RejectReason.BAD_ATTRIBUTE);
            Priority priority = priorities.require(text(attributes, KnownHeader.PRIORITY));
            return Optional.of(
                    new RoutedRecord(
                            new Position(record.partition(), record.offset()),
                            priority,
                            new Channel(text(attributes, KnownHeader.CHANNEL)),
                            record.timestamp(),
                            EventContext.expiryMillis(attributes),
                            attributes.has(KnownHeader.COLLAPSEKEY)
                                    ? text(attributes, KnownHeader.COLLAPSEKEY)
                                    : null,
                            record));
        } catch (RuntimeException e) {
            // every exception here says that the record is none of ours; callers count them
            return Optional.empty();
        }
    }

    private static String text(RecordAttributes attributes, KnownHeader header) {
        byte[] value = attributes.get(header);
        return value == null ? "" : Utf8.decode(value);
    }

    /**
     * The event as a CloudEvent in the JSON format, UTF-8, with priority, channel and position.
     * Built anew by each call; the caller owns the array.
     */
    public byte[] toJson() {
        return EventJson.encode(this);
    }
}
