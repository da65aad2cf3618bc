package io.eventrouter.merge.streams;

import io.eventrouter.event.Priority;
import io.eventrouter.merge.LaneLevels;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * The heads of all queues of a lane in this process, for two figures of each level: how long the
 * oldest record that is not yet routed has been waiting, and how long a record has been the next of
 * its queue without being taken. Costs a look at the clock for each record. Thread-safe: the array
 * by partition is replaced, never changed.
 */
final class LaneHeads {
    private static final double NANOS = 1e9;
    private static final double MILLIS = 1e3;

    private final LaneLevels levels;
    private final AtomicReference<TaskHeads[]> tasks = new AtomicReference<>(new TaskHeads[0]);

    LaneHeads(LaneLevels levels) {
        this.levels = levels;
    }

    /** A task of this process begins, with empty queues. */
    TaskHeads begin(int partition) {
        var heads = new TaskHeads(levels.priorities().size());
        tasks.updateAndGet(now -> with(now, partition, heads));
        return heads;
    }

    /** A task ends; what another has begun meanwhile for the same partition stays. */
    void end(int partition, TaskHeads heads) {
        tasks.updateAndGet(now -> now[partition] == heads ? with(now, partition, null) : now);
    }

    private static TaskHeads[] with(TaskHeads[] now, int partition, TaskHeads heads) {
        TaskHeads[] next = Arrays.copyOf(now, Math.max(now.length, partition + 1));
        next[partition] = heads;
        return next;
    }

    /** The level's rank in the lane. */
    int rankOf(Priority level) {
        return levels.priorities().indexOf(level);
    }

    /** The same extractor, which tells of each head that it is asked about. */
    TimestampExtractor watching(int rank, TimestampExtractor extractor) {
        return (record, partitionTime) -> {
            begins(rank, record);
            return extractor.extract(record, partitionTime);
        };
    }

    private void begins(int rank, ConsumerRecord<Object, Object> record) {
        TaskHeads[] now = tasks.getAcquire();
        TaskHeads heads = record.partition() < now.length ? now[record.partition()] : null;
        if (heads != null && heads.areOfThisThread())
            heads.begins(rank, record.offset(), record.timestamp(), System.nanoTime());
    }

    /** Seconds since the oldest record that waits was published; 0 when none waits. */
    double oldestSeconds(int rank) {
        long now = System.currentTimeMillis();
        return longest(t -> t.ageMillis(rank, now)) / MILLIS;
    }

    /** Seconds that a record has been the next of its queue, the longest of them. */
    double longestWaitSeconds(int rank) {
        long now = System.nanoTime();
        return longest(t -> t.waitNanos(rank, now)) / NANOS;
    }

    private long longest(ToLongFunction<TaskHeads> wait) {
        return Stream.of(tasks.getAcquire())
                .filter(Objects::nonNull)
                .mapToLong(wait)
                .max()
                .orElse(0);
    }
}
