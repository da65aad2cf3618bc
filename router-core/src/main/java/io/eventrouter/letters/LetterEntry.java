package io.eventrouter.letters;

import io.eventrouter.event.Position;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What a record of the dead-letter topic is. */
public sealed interface LetterEntry permits Letter, LetterEntry.Receipt {
    /** What that record is. Never throws. */
    static LetterEntry read(ConsumerRecord<byte[], byte[]> record) {
        return LetterRecords.read(record);
    }

    /**
     * A replay's note of what it has done.
     *
     * @param letter which letter was replayed
     * @param to where to, as {@code TOPIC:PARTITION:OFFSET}
     */
    record Receipt(Position letter, String to) implements LetterEntry {}
}
