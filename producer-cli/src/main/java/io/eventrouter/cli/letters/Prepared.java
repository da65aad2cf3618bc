package io.eventrouter.cli.letters;

import org.apache.kafka.clients.producer.ProducerRecord;

/** What becomes of a letter that is to be replayed. */
sealed interface Prepared {
    /** It goes as this record. */
    record Ready(Letter letter, ProducerRecord<byte[], byte[]> record) implements Prepared {}

    /**
     * It cannot be replayed as ordered.
     *
     * @param why for the user, with the way out
     */
    record Blocked(Letter letter, String why) implements Prepared {}
}
