package io.eventrouter.merge.streams;

import io.eventrouter.merge.TaskOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The orders of a lane's tasks, by partition. A task's extractors and its first processor share
 * one, although Kafka Streams gives one instance of an extractor to all tasks and threads.
 *
 * <p>Each stream thread has orders of its own, as a task runs on one thread at a time. By partition
 * alone would not do: a thread that has lost a partition without noticing yet still works on it
 * while another of this process has begun to.
 */
final class TaskOrders {
    @SuppressWarnings("ThreadLocalUsage") // one for each lane, and it goes when the threads do
    private final ThreadLocal<Map<Integer, TaskOrder>> ofThread =
            ThreadLocal.withInitial(HashMap::new);

    private final Supplier<TaskOrder> newOrder;

    TaskOrders(Supplier<TaskOrder> newOrder) {
        this.newOrder = newOrder;
    }

    /** That of the calling thread's task for the partition. */
    TaskOrder of(int partition) {
        return ofThread.get().computeIfAbsent(partition, p -> newOrder.get());
    }
}
