package io.eventrouter.cli.records;

import io.eventrouter.event.InvalidEventException;
import io.eventrouter.event.Position;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A stretch of one partition of a topic. Immutable.
 *
 * @param first 0 or more
 * @param end the offset after the last, or more than there are
 */
public record RecordRange(int partition, long first, long end) {
    /**
     * Reads {@code PARTITION:OFFSET} or {@code PARTITION:FIRST-LAST}.
     *
     * @throws IllegalArgumentException when it is none of those
     */
    public static RecordRange parse(String text) {
        int dash = text.indexOf('-');
        try {
            Position first = Position.parse(dash < 0 ? text : text.substring(0, dash));
            if (dash < 0) return of(first);
            long last = Position.parse(first.partition() + ":" + text.substring(dash + 1)).offset();
            if (last >= first.offset() && last < Long.MAX_VALUE)
                return new RecordRange(first.partition(), first.offset(), last + 1);
        } catch (InvalidEventException e) {
            // said below, as for any other spelling
        }
        throw new IllegalArgumentException(
                "PARTITION:OFFSET or PARTITION:FIRST-LAST is allowed, such as 0:17 or 0:17-40");
    }

    public static RecordRange of(Position position) {
        return new RecordRange(position.partition(), position.offset(), position.offset() + 1);
    }

    /** The same offsets, each in one range, in order. */
    public static List<RecordRange> merged(List<RecordRange> ranges) {
        var merged = new ArrayList<RecordRange>();
        ranges.stream()
                .sorted(
                        Comparator.comparingInt(RecordRange::partition)
                                .thenComparingLong(RecordRange::first))
                .forEach(
                        range -> {
                            RecordRange last =
                                    merged.isEmpty() ? null : merged.get(merged.size() - 1);
                            boolean touches =
                                    last != null
                                            && last.partition == range.partition
                                            && last.end >= range.first;
                            if (!touches) merged.add(range);
                            else
                                merged.set(
                                        merged.size() - 1,
                                        new RecordRange(
                                                range.partition,
                                                last.first,
                                                Math.max(last.end, range.end)));
                        });
        return merged;
    }

    /** Whether it stands for one record. */
    public boolean isSingle() {
        return end == first + 1;
    }

    @Override
    public String toString() {
        return partition + ":" + first + (isSingle() ? "" : "-" + (end - 1));
    }
}
