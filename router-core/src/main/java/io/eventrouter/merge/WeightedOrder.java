package io.eventrouter.merge;

import io.eventrouter.schedule.StartTagScheduler;
import java.util.function.Supplier;

/**
 * By weight: start-time fair queueing over the lane's terms, which may change while it runs. New
 * terms hold from the next head on; tags that were given stay. Confined to the task's thread.
 */
public final class WeightedOrder implements TaskOrder {
    private final Supplier<LaneTerms> terms;
    private final StartTagScheduler scheduler;
    private LaneTerms held;

    /**
     * @param terms of the lane as they are now; always as many weights
     */
    public WeightedOrder(Supplier<LaneTerms> terms) {
        this.terms = terms;
        this.held = terms.get();
        this.scheduler = new StartTagScheduler(held.weightsByRank(), held.cost());
    }

    @Override
    public boolean countsBytes() {
        return terms.get().cost().perByte() > 0;
    }

    @Override
    public long headOf(int rank, long bytes, long publishedMillis) {
        LaneTerms now = terms.get();
        if (!now.equals(held)) {
            scheduler.reweigh(now.weightsByRank(), now.cost());
            held = now;
        }
        return scheduler.headOf(rank, bytes);
    }

    @Override
    public void served(long tag) {
        scheduler.served(tag);
    }

    @Override
    public void reset() {
        scheduler.reset();
    }
}
