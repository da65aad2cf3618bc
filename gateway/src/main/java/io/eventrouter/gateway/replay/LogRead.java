package io.eventrouter.gateway.replay;

import io.eventrouter.gateway.feed.RoutedEvent;
import java.util.List;

/** What was read from a lane of the log at a time. Immutable: nobody changes the arrays. */
public final class LogRead {
    private final List<RoutedEvent> events;
    private final int records;
    private final long[] next;
    private final long[] lostFrom;

    /**
     * @param events in order within a partition
     * @param records how many records were read, those that are no events among them
     * @param next by partition of the whole topic, where reading goes on; those of the other lane
     *     are without meaning
     * @param lostFrom by partition, from where on offsets were gone, up to {@code next}; null when
     *     none was
     */
    public LogRead(List<RoutedEvent> events, int records, long[] next, long[] lostFrom) {
        this.events = events;
        this.records = records;
        this.next = next;
        this.lostFrom = lostFrom;
    }

    List<RoutedEvent> events() {
        return events;
    }

    int records() {
        return records;
    }

    long[] next() {
        return next;
    }

    long[] lostFrom() {
        return lostFrom;
    }
}
