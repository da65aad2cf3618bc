package io.eventrouter.merge.streams;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a lane's topics have refused as too large within a transaction. There nothing can be done on
 * the spot: a failed send dooms the whole transaction, the dead letter with it. So the refusal is
 * remembered, the thread ends, and its successor, when it comes to the record again, makes it a
 * dead letter in the first place (docs/decisions/0020).
 *
 * <p>Only in memory: a router that does not remember meets the refusal once more. The same holds
 * when there are more than {@value #MOST}, and all are forgotten. Thread-safe without a lock:
 * producers' I/O threads add, stream threads ask.
 */
final class RefusedRecords {
    private static final int MOST = 10_000;

    /** What was refused. */
    enum Form {
        /** The routed record. */
        ROUTED,
        /** The dead letter with the whole record. */
        LETTER
    }

    /**
     * Where the record is.
     *
     * @param topic a priority topic
     */
    record Place(String topic, int partition, long offset) {}

    private final Map<Place, Form> refused = new ConcurrentHashMap<>();

    void add(Place place, Form form) {
        if (refused.size() >= MOST) refused.clear();
        refused.put(place, form);
    }

    /** Empty when the record was not refused. Nearly always nothing was, which costs nothing. */
    Optional<Form> of(String topic, int partition, long offset) {
        return refused.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(refused.get(new Place(topic, partition, offset)));
    }
}
