package io.eventrouter.gateway.feed;

import java.time.Duration;

/**
 * Whether one worker lags, and what goes first meanwhile.
 *
 * <p>It lags from when an event has waited in its look-ahead for the limit until none has waited
 * for more than half of it: so it does not change its mind with every event. What a wait measures
 * is what can be gained by overtaking here: an event that lies in the topic yet cannot be overtaken
 * by anybody.
 *
 * <p>Of the events of the shared lane that are taken meanwhile, all but one in {@value
 * #BY_WEIGHT_ONE_IN} are of its most urgent level, as long as it has any. That one is taken by
 * weight, so no level stands still, however long the lag lasts.
 *
 * <p>Confined to its worker's thread, but for the two questions what it found last.
 */
final class Lag {
    static final int BY_WEIGHT_ONE_IN = 8;

    private final long limitNanos;
    private int turn;
    private volatile boolean lagging;
    private volatile long waitNanos;

    /**
     * @param limit zero for one that never lags
     */
    Lag(Duration limit) {
        limitNanos = limit.isZero() ? Long.MAX_VALUE : limit.toNanos();
    }

    /**
     * @param longestWaitNanos of an event that waits now; 0 when none does
     */
    void look(long longestWaitNanos) {
        waitNanos = longestWaitNanos;
        if (!lagging && longestWaitNanos >= limitNanos) begin();
        else if (lagging && longestWaitNanos <= limitNanos / 2) lagging = false;
    }

    private void begin() {
        turn = 0;
        lagging = true;
    }

    /** Whether the next event is to be of the most urgent level; asked once for each event. */
    boolean prefersUrgent() {
        return lagging && ++turn % BY_WEIGHT_ONE_IN != 0;
    }

    boolean isLagging() {
        return lagging;
    }

    long waitNanos() {
        return waitNanos;
    }
}
