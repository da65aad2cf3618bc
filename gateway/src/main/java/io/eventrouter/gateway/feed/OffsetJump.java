package io.eventrouter.gateway.feed;

/**
 * A feed goes on elsewhere in a partition than where it stopped, since the offsets that it wanted
 * are gone. Every worker is told in the place of the events, so that no cursor passes over what was
 * never read. Immutable.
 *
 * @param from the offset that was to be read next
 * @param to the one that is read next in its place
 */
public record OffsetJump(int partition, long from, long to) implements Arrival {
    /**
     * Whether the log has lost its tail, in an unclean election: other events come at positions
     * that were given before.
     */
    public boolean isBackwards() {
        return to < from;
    }

    /** How many offsets will never be read. */
    public long lost() {
        return Math.max(0, to - from);
    }
}
