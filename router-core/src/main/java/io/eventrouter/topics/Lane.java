package io.eventrouter.topics;

import io.eventrouter.config.Level;

/**
 * One of the two ways through the system, each with its own Streams application, routed partitions
 * and gateway feed, so that neither ever waits in the other's buffers.
 */
public enum Lane {
    /** Levels that wait for nobody. Routed partitions 0 to P-1. */
    EXPRESS("express", 0),
    /** Levels that share by weight. Routed partitions P to 2P-1. */
    SHARED("shared", 1);

    private final String text;
    private final int block;

    Lane(String text, int block) {
        this.text = text;
        this.block = block;
    }

    /** The lane of a level. */
    public static Lane of(Level level) {
        return level.express() ? EXPRESS : SHARED;
    }

    /** As in application ids, thread names and metric tags. */
    public String text() {
        return text;
    }

    /** The other one. */
    public Lane other() {
        return this == EXPRESS ? SHARED : EXPRESS;
    }

    /**
     * The id of this lane's Streams application, which is its consumer group too.
     *
     * @param prefix {@code router.application-id}
     */
    public String applicationId(String prefix) {
        return prefix + "-" + text;
    }

    /**
     * Where a record of a priority topic's partition goes in the routed topic.
     *
     * @param sourcePartition 0 to P-1
     * @param partitions P, the partition count of each priority topic
     */
    public int routedPartition(int sourcePartition, int partitions) {
        return block * partitions + sourcePartition;
    }
}
