package io.eventrouter.merge.streams;

import io.eventrouter.merge.TaskOrder;
import java.util.Arrays;
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
    private final ThreadLocal<ByPartition> ofThread = ThreadLocal.withInitial(ByPartition::new);

    private final Supplier<TaskOrder> newOrder;

    TaskOrders(Supplier<TaskOrder> newOrder) {
        this.newOrder = newOrder;
    }

    /** That of the calling thread's task for the partition. */
    TaskOrder of(int partition) {
        return ofThread.get().of(partition, newOrder);
    }

    /** An array, as it is asked several times for each record. */
    private static final class ByPartition {
        private TaskOrder[] orders = {};

        TaskOrder of(int partition, Supplier<TaskOrder> newOrder) {
            if (partition >= orders.length) orders = Arrays.copyOf(orders, partition + 1);
            if (orders[partition] == null) orders[partition] = newOrder.get();
            return orders[partition];
        }
    }
}
