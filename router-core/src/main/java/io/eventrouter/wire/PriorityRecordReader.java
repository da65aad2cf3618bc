package io.eventrouter.wire;

import io.eventrouter.event.Priority;

/**
 * Reads a record of a priority topic (binary CloudEvent, structured CloudEvent or bare record) and
 * turns it into its routed form. Never throws, whatever a record holds. Immutable and thread-safe.
 */
public final class PriorityRecordReader {
    private final int maxEventBytes;

    /**
     * @param maxEventBytes the largest event, headers and data
     */
    public PriorityRecordReader(int maxEventBytes) {
        this.maxEventBytes = maxEventBytes;
    }

    /**
     * @param priority the level of the topic that it was read from
     */
    public ReadOutcome read(SourceRecord record, Priority priority) {
        throw new UnsupportedOperationException(maxEventBytes + " " + record + priority);
    }
}
