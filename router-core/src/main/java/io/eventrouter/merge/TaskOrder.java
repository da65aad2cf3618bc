package io.eventrouter.merge;

/**
 * The order in which a task takes records from the queues of its levels: that of the tags, the
 * lowest first. Confined to the task's thread.
 */
public interface TaskOrder {
    /** Whether a record's size matters, so that it need not be counted if not. */
    boolean countsBytes();

    /**
     * The tag of a record that has become the head of its level's queue. Never negative, never the
     * same for two levels.
     *
     * @param rank of the level in its lane, 0 to 15
     * @param bytes the record's size, 0 or more
     * @param publishedMillis the record's own timestamp, epoch milliseconds; whatever a sender
     *     wrote
     */
    long headOf(int rank, long bytes, long publishedMillis);

    /** The record with this tag, the lowest of all heads, is in service. */
    void served(long tag);

    /** Forgets all tags, as when the queues were thrown away. */
    void reset();
}
