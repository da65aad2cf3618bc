package io.eventrouter.cli.load;

import io.eventrouter.event.Priority;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * The order in which the events of a plan are due. Every level goes at its own even pace, whatever
 * became of earlier events: the load is open. Confined to one thread.
 */
final class LoadSchedule {
    /**
     * An event that is to be sent.
     *
     * @param nanos when, from the start
     */
    record Due(Priority level, long number, long nanos) {}

    private final LoadPlan plan;
    private final PriorityQueue<Due> next =
            new PriorityQueue<>(Comparator.comparingLong(Due::nanos).thenComparing(Due::level));

    LoadSchedule(LoadPlan plan) {
        this.plan = plan;
        plan.rates().keySet().forEach(level -> next.add(new Due(level, 0, 0)));
    }

    boolean hasNext() {
        return !next.isEmpty();
    }

    /** The next one; of those due at the same time the most urgent. */
    Due next() {
        Due due = next.remove();
        long following = due.number() + 1;
        if (following < plan.events(due.level()))
            next.add(new Due(due.level(), following, plan.dueNanos(due.level(), following)));
        return due;
    }
}
