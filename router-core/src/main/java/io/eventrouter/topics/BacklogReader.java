package io.eventrouter.topics;

import io.eventrouter.config.Settings;
import io.eventrouter.event.Priority;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads how many events of each level wait to be merged: what the priority topics hold beyond the
 * offsets that the merge has committed. Immutable; asks through the admin client that it is given,
 * on the thread that owns that.
 */
public final class BacklogReader {
    /** What a leader may take to answer. */
    private static final Duration LEADERS_WITHIN = Duration.ofSeconds(2);

    private final Settings settings;
    private final TopicLayout layout;

    public BacklogReader(Settings settings, TopicLayout layout) {
        this.settings = settings;
        this.layout = layout;
    }

    /**
     * The levels whose leaders all answered; one that is not among them is not known.
     *
     * @throws KafkaUnreachableException when nobody answers in the time that the client has
     * @throws KafkaException when Kafka answers with an error
     */
    public Map<Priority, LevelBacklog> read(BoundedAdmin admin) {
        // Both at once: where a leader is away, each takes as long as it may.
        ListOffsetsResult earliest = list(admin, OffsetSpec.earliest());
        ListOffsetsResult latest = list(admin, OffsetSpec.latest());
        Map<TopicPartition, Long> first = offsets(admin, earliest);
        Map<TopicPartition, Long> end = offsets(admin, latest);
        var committed = new EnumMap<Lane, Map<TopicPartition, OffsetAndMetadata>>(Lane.class);
        for (Lane lane : Lane.values()) committed.put(lane, committed(admin, lane));
        var backlogs = new HashMap<Priority, LevelBacklog>();
        for (Priority level : layout.names().priorities()) {
            var partitions = layout.partitionsOf(layout.names().priorityTopic(level));
            if (first.keySet().containsAll(partitions) && end.keySet().containsAll(partitions)) {
                var ofLane = committed.get(Lane.of(settings.levels().of(level)));
                backlogs.put(level, backlog(partitions, first, end, ofLane));
            }
        }
        return backlogs;
    }

    private static LevelBacklog backlog(
            List<TopicPartition> partitions,
            Map<TopicPartition, Long> first,
            Map<TopicPartition, Long> end,
            Map<TopicPartition, OffsetAndMetadata> committed) {
        long waiting = 0;
        long ends = 0;
        for (TopicPartition p : partitions) {
            waiting += waiting(first.get(p), end.get(p), committed.get(p));
            ends += end.get(p);
        }
        return new LevelBacklog(waiting, ends);
    }

    /** What retention deleted waits no more; what was never committed waits from the first. */
    static long waiting(long first, long end, OffsetAndMetadata committed) {
        long next = committed == null ? first : Math.max(first, committed.offset());
        return Math.max(0, end - next);
    }

    private Map<TopicPartition, OffsetAndMetadata> committed(BoundedAdmin admin, Lane lane) {
        String group = lane.applicationId(settings.router().applicationId());
        return admin.ask(a -> a.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
    }

    private ListOffsetsResult list(BoundedAdmin admin, OffsetSpec which) {
        Map<TopicPartition, OffsetSpec> specs =
                layout.priorityPartitions().stream()
                        .collect(Collectors.toMap(Function.identity(), p -> which));
        var options = new ListOffsetsOptions().timeoutMs((int) LEADERS_WITHIN.toMillis());
        return admin.ask(a -> KafkaFuture.completedFuture(a.listOffsets(specs, options)));
    }

    /** Of the partitions whose leaders answer; fails where none does. */
    private Map<TopicPartition, Long> offsets(BoundedAdmin admin, ListOffsetsResult answers) {
        var found = new HashMap<TopicPartition, Long>();
        RuntimeException failure = null;
        for (TopicPartition partition : layout.priorityPartitions())
            try {
                found.put(partition, admin.ask(a -> answers.partitionResult(partition)).offset());
            } catch (KafkaException | KafkaUnreachableException e) {
                failure = e;
            }
        if (found.isEmpty() && failure != null) throw failure;
        return found;
    }
}
