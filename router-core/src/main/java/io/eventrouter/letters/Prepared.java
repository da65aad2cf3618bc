package io.eventrouter.letters;

import io.eventrouter.event.Channel;
import io.eventrouter.event.Priority;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What becomes of a letter that is to be replayed. Immutable. */
public sealed interface Prepared {
    /**
     * It goes as this record.
     *
     * @param level whose topic it goes to
     * @param channel of the event that the router will read; empty where it will read none, as the
     *     order forces it
     */
    record Ready(
            Letter letter,
            ProducerRecord<byte[], byte[]> record,
            Priority level,
            Optional<Channel> channel)
            implements Prepared {}

    /**
     * It cannot be replayed as ordered.
     *
     * @param why for a person, without the way out, which each user interface has its own of
     */
    record Blocked(Letter letter, Obstacle obstacle, String why) implements Prepared {}

    /** What keeps a letter from being replayed. */
    enum Obstacle {
        /** It was replayed before. */
        REPLAYED,
        /** A part of its record was left out. */
        PARTIAL,
        /** It comes from no level's topic, and the order names none. */
        NO_LEVEL,
        /** The router would not take it. */
        DEAD_AGAIN,
        /** The router would drop it. */
        EXPIRED
    }
}
