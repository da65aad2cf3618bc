package io.eventrouter.cli.publish;

import io.eventrouter.event.Priority;
import java.time.Duration;
import java.util.SortedMap;

/**
 * What came of a bulk.
 *
 * @param acknowledged how many events Kafka acknowledged, by level
 * @param failed how many lines were not
 * @param complete whether the input was read to its end
 */
public record PublishReport(
        SortedMap<Priority, Long> acknowledged, long failed, boolean complete, Duration elapsed) {

    public long acknowledgedInAll() {
        return acknowledged.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Whether the input had nothing in it. */
    public boolean isEmpty() {
        return complete && failed == 0 && acknowledgedInAll() == 0;
    }

    /** Whether Kafka has all that there was, and there was something. */
    public boolean isSuccess() {
        return complete && failed == 0 && !isEmpty();
    }
}
