package io.eventrouter.gateway.feed;

import io.eventrouter.schedule.RecordCost;
import io.eventrouter.schedule.StartTagScheduler;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

/**
 * A queue for each level, served in the {@link LevelOrder}: within a level first in, first out;
 * among weighted levels by start tags, so that each backlogged one gets its part. Every element
 * costs the same.
 *
 * <p>Unbounded: the owner bounds it. Not thread-safe.
 */
public final class LevelQueues<E> {
    private final LevelOrder order;
    private final List<Queue<E>> queues;
    private final StartTagScheduler scheduler;

    /** The start tag of each weighted level's head; only while the level has one. */
    private final long[] tags;

    /** One bit for each rank whose queue is not empty. */
    private int occupied;

    /** One bit for each rank whose start tag waits for a head: the last head was thrown away. */
    private int unserved;

    private int size;

    public LevelQueues(LevelOrder order) {
        this.order = order;
        queues = new ArrayList<>(Collections.nCopies(order.levels(), null));
        scheduler = new StartTagScheduler(order.weights(), RecordCost.UNIFORM);
        tags = new long[order.levels()];
    }

    public void add(int rank, E element) {
        Queue<E> queue = queues.get(rank);
        if (queue == null) {
            queue = new ArrayDeque<>(4);
            queues.set(rank, queue);
        }
        queue.add(element);
        size++;
        if ((occupied & 1 << rank) != 0) return;
        occupied |= 1 << rank;
        if (order.isExpress(rank)) return;
        if ((unserved & 1 << rank) == 0) tags[rank] = scheduler.headOf(rank, 0);
        unserved &= ~(1 << rank);
    }

    /** The next element of all levels, or null. */
    public E poll() {
        return poll(0);
    }

    /**
     * The next element of the levels that are not held, or null. A level that was held has no
     * credit from that time.
     *
     * @param held one bit for each rank that is passed over
     */
    public E poll(int held) {
        int free = occupied & ~held;
        if (free == 0) return null;
        int express = free & order.expressRanks();
        return express != 0 ? take(mostUrgent(express)) : takeWeighted(free);
    }

    /** Whether there is an element of a level that is not held. */
    public boolean hasAnyBut(int held) {
        return (occupied & ~held) != 0;
    }

    /** The next element of the express levels, or null. */
    public E pollExpress() {
        int express = occupied & order.expressRanks();
        return express == 0 ? null : take(mostUrgent(express));
    }

    /** Whether an element of an express level waits. */
    public boolean hasExpress() {
        return (occupied & order.expressRanks()) != 0;
    }

    public boolean isEmpty() {
        return occupied == 0;
    }

    public int size() {
        return size;
    }

    /** How many elements of that level there are. */
    public int size(int rank) {
        Queue<E> queue = queues.get(rank);
        return queue == null ? 0 : queue.size();
    }

    /** The least value of all levels' next elements; {@link Long#MAX_VALUE} without any. */
    public long leastOfHeads(ToLongFunction<? super E> value) {
        long least = Long.MAX_VALUE;
        for (int ranks = occupied; ranks != 0; ranks &= ranks - 1)
            least = Math.min(least, value.applyAsLong(queues.get(mostUrgent(ranks)).peek()));
        return least;
    }

    /**
     * Throws the oldest element of a level away; there must be one. It was not served, so the level
     * owes nothing for it: its successor has its tag.
     */
    public E removeOldest(int rank) {
        E element = take(rank);
        if ((occupied & 1 << rank) == 0 && !order.isExpress(rank)) unserved |= 1 << rank;
        return element;
    }

    /** Takes all elements out, by level, and forgets what levels owe. */
    public void clear(Consumer<? super E> removed) {
        for (Queue<E> queue : queues) {
            if (queue == null) continue;
            queue.forEach(removed);
            queue.clear();
        }
        occupied = 0;
        unserved = 0;
        size = 0;
        scheduler.reset();
    }

    private static int mostUrgent(int ranks) {
        return Integer.numberOfTrailingZeros(ranks);
    }

    private E take(int rank) {
        Queue<E> queue = queues.get(rank);
        E element = queue.remove();
        size--;
        if (queue.isEmpty()) occupied &= ~(1 << rank);
        return element;
    }

    private E takeWeighted(int free) {
        long lowest = Long.MAX_VALUE;
        for (int ranks = free; ranks != 0; ranks &= ranks - 1)
            lowest = Math.min(lowest, tags[mostUrgent(ranks)]);
        int rank = StartTagScheduler.rankOf(lowest);
        E element = take(rank);
        scheduler.served(lowest);
        if ((occupied & 1 << rank) != 0) tags[rank] = scheduler.headOf(rank, 0);
        return element;
    }
}
