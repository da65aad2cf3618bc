package io.eventrouter.schedule;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;

/**
 * Queues in front of one server, driven as Kafka Streams drives them: the next head is tagged when
 * its predecessor is taken, before that one is reported as served.
 */
final class TaggedQueues {
    /**
     * @param cost what the scheduler charges its level
     * @param backlogged by rank, whether the level had a record waiting when this one was taken
     */
    record Served(int rank, double cost, long tag, BitSet backlogged) {
        @Override
        public String toString() {
            return rank + ":" + cost;
        }
    }

    private final StartTagScheduler scheduler;
    private final RecordCost cost;
    private final List<Deque<Long>> sizes = new ArrayList<>();
    private final long[] headTags;
    private final List<Served> log = new ArrayList<>();

    TaggedQueues(int[] weights, RecordCost cost) {
        this.scheduler = new StartTagScheduler(weights, cost);
        this.cost = cost;
        this.headTags = new long[weights.length];
        for (int ignored : weights) sizes.add(new ArrayDeque<>());
    }

    StartTagScheduler scheduler() {
        return scheduler;
    }

    List<Served> log() {
        return log;
    }

    void arrive(int rank, long bytes) {
        Deque<Long> queue = sizes.get(rank);
        queue.add(bytes);
        if (queue.size() == 1) headTags[rank] = scheduler.headOf(rank, bytes);
    }

    void arrive(int rank, long bytes, int times) {
        for (int i = 0; i < times; i++) arrive(rank, bytes);
    }

    boolean isBacklogged(int rank) {
        return !sizes.get(rank).isEmpty();
    }

    /** Serves the lowest head; false when nothing waits. */
    boolean serve() {
        int lowest = -1;
        for (int i = 0; i < headTags.length; i++)
            if (isBacklogged(i) && (lowest < 0 || headTags[i] < headTags[lowest])) lowest = i;
        if (lowest < 0) return false;
        var backlogged = new BitSet();
        for (int i = 0; i < headTags.length; i++) backlogged.set(i, isBacklogged(i));
        long tag = headTags[lowest];
        long bytes = sizes.get(lowest).remove();
        if (isBacklogged(lowest))
            headTags[lowest] = scheduler.headOf(lowest, sizes.get(lowest).peek());
        scheduler.served(tag);
        log.add(new Served(lowest, charged(bytes), tag, backlogged));
        return true;
    }

    /** A record that costs nothing is charged one unit of virtual time, and so takes its share. */
    private double charged(long bytes) {
        return Math.max(cost.of(bytes), cost.of(1024) / 4096);
    }

    void serve(int times) {
        for (int i = 0; i < times; i++) serve();
    }

    void serveAll() {
        while (serve()) {}
    }
}
