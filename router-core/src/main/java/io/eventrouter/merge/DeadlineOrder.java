package io.eventrouter.merge;

import java.util.List;
import java.util.function.LongSupplier;

/**
 * By deadline: a record's tag is its publish time and its level's latency target, and the lowest
 * goes first, so of all heads the one whose target ends, or ended, first. It keeps nothing: a
 * record's tag does not depend on what was served before, is the same after a restart, and ages by
 * itself, as every later record of another level has a later deadline in the end. So nothing
 * starves, however short the others' targets are.
 *
 * <p>A publish time in the future counts as now, or it would hold up its level until then; a
 * negative one (Kafka's "none") likewise. One in the past is believed: a sender who dates its
 * events back goes first. Where senders cannot be trusted, the topics' {@code
 * message.timestamp.type=LogAppendTime} takes the brokers' clock.
 *
 * <p>At one deadline, to the millisecond, the more urgent level goes first. Confined to the task's
 * thread.
 */
public final class DeadlineOrder implements TaskOrder {
    private static final int RANK_BITS = 4;

    private final long[] targetMillis;
    private final LongSupplier nowMillis;

    /**
     * @param targetMillis by rank in the lane, 0 or more, below a thousand years
     * @param nowMillis the wall clock, epoch milliseconds
     */
    public DeadlineOrder(List<Long> targetMillis, LongSupplier nowMillis) {
        this.targetMillis = targetMillis.stream().mapToLong(Long::longValue).toArray();
        this.nowMillis = nowMillis;
    }

    @Override
    public boolean countsBytes() {
        return false;
    }

    @Override
    public long headOf(int rank, long bytes, long publishedMillis) {
        long now = nowMillis.getAsLong();
        long published = publishedMillis < 0 ? now : Math.min(publishedMillis, now);
        return Math.max(0, published + targetMillis[rank]) << RANK_BITS | rank;
    }

    @Override
    public void served(long tag) {}

    @Override
    public void reset() {}
}
