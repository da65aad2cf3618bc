package io.eventrouter.wire;

import io.eventrouter.event.Event;
import io.eventrouter.topics.TopicNames;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes events as binary-mode CloudEvents. Stateless. */
public final class EventRecords {
    private EventRecords() {}

    /** The record for the topic of the event's priority, keyed by {@link Event#key()}. */
    public static ProducerRecord<byte[], byte[]> toRecord(Event event, TopicNames topics) {
        throw new UnsupportedOperationException(event + " " + topics);
    }
}
