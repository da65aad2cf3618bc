package io.eventrouter.gateway.ack;

/**
 * What a session has sent and not heard of, as a checkpoint sees it: a cursor may not pass an event
 * that is still to be acknowledged, or a client that resumes from it would never be sent that event
 * again.
 *
 * <p>Events have numbers in the order in which they were first sent. Once all events before a
 * barrier are written, the barrier takes the {@link #mark()}; it is passed when {@link #lowest()}
 * has reached that mark. Confined to the session's worker.
 */
public interface Unacked {
    /** Of a session that acknowledges nothing: nothing holds a checkpoint up. */
    Unacked NONE =
            new Unacked() {
                @Override
                public long mark() {
                    return 0;
                }

                @Override
                public long lowest() {
                    return 0;
                }
            };

    /** The number that the next event will have. */
    long mark();

    /**
     * The number of the oldest event that is neither acknowledged nor given up for good; the {@link
     * #mark()} when there is none.
     */
    long lowest();
}
