package io.eventrouter.benchmarks.merge;

import io.eventrouter.benchmarks.process.ChildProcess;
import io.eventrouter.benchmarks.process.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** A variant at work, and what it has routed so far. Confined to the measuring thread. */
final class RunningVariant implements AutoCloseable {
    private static final Duration ANSWER_TIME = Duration.ofSeconds(30);

    private final ChildProcess child;
    private final Topics topics;
    private final List<TopicPartition> routed;

    RunningVariant(ChildProcess child, Topics topics, List<TopicPartition> routed) {
        this.child = child;
        this.topics = topics;
        this.routed = routed;
    }

    /** All partitions of its routed topic. */
    List<TopicPartition> routedPartitions() {
        return routed;
    }

    /** What stands in the routed topic, acknowledged, by partition. */
    Map<TopicPartition, Long> routedEnds() {
        child.requireAlive();
        return topics.ends(routed);
    }

    long routedEvents() {
        return Topics.sum(routedEnds());
    }

    /** Waits until so many events are routed. */
    void awaitRouted(long events, Duration time) {
        Deadline.in(time).await(events + " routed events", () -> routedEvents() >= events);
    }

    Duration cpu() {
        return child.cpu();
    }

    /** What a full collection leaves; it makes one. */
    long liveHeapBytes() {
        return Long.parseLong(child.ask("heap", ANSWER_TIME));
    }

    @Override
    public void close() {
        child.close();
    }
}
