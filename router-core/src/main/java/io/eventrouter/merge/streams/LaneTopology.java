package io.eventrouter.merge.streams;

import io.eventrouter.config.DedupeSettings;
import io.eventrouter.config.MergePolicy;
import io.eventrouter.config.PolicySettings;
import io.eventrouter.config.Settings;
import io.eventrouter.event.Priority;
import io.eventrouter.merge.DeadlineOrder;
import io.eventrouter.merge.TaskOrder;
import io.eventrouter.merge.WeightedOrder;
import io.eventrouter.topics.TopicNames;
import io.eventrouter.wire.PriorityRecordReader;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * The topology of a lane: a source for each level, one processor, and a sink each for what is
 * routed and what is not.
 *
 * <pre>
 *   high ───┐                ┌─▶ routed
 *   normal ─┼─▶ route ───────┤
 *   low ────┘                └─▶ dead-letters
 * </pre>
 *
 * Task p has partition p of each level's topic, and among their heads Kafka Streams takes that with
 * the lowest start tag. Stateless.
 */
final class LaneTopology {
    /** The sink of the routed topic. */
    static final String ROUTED = "routed";

    /** The sink of the dead-letter topic. */
    static final String DEAD_LETTERS = "dead-letters";

    private static final String ROUTE = "route";

    private LaneTopology() {}

    static Topology of(LaneContext lane, Settings settings) {
        var orders = new TaskOrders(newOrder(lane, settings.router().policy()));
        var reader = new PriorityRecordReader(settings.topics().maxEventBytes());
        DedupeSettings dedupe = settings.router().dedupe();
        var topology = new Topology();
        String[] sources =
                lane.levels().priorities().stream().map(Priority::name).toArray(String[]::new);
        for (int rank = 0; rank < sources.length; rank++)
            addSource(
                    topology,
                    lane,
                    rank,
                    lane.meters().heads().watching(rank, new StartTagExtractor(orders, rank)));
        topology.addProcessor(
                ROUTE,
                () -> new RouteProcessor(lane, orders, reader, new Repeats(dedupe)),
                sources);
        topology.addSink(
                ROUTED,
                lane.routedTopic(),
                new ByteArraySerializer(),
                new Outgoing.ValueSerializer(),
                new Outgoing.ToItsPartition(),
                ROUTE);
        topology.addSink(
                DEAD_LETTERS,
                lane.deadLetterTopic(),
                new ByteArraySerializer(),
                new Outgoing.ValueSerializer(),
                ROUTE);
        return topology;
    }

    private static Supplier<TaskOrder> newOrder(LaneContext lane, PolicySettings policy) {
        if (policy.policy() == MergePolicy.WEIGHTED) return () -> new WeightedOrder(lane.terms());
        List<Long> targetMillis =
                lane.levels().priorities().stream()
                        .map(level -> policy.targets().get(level.rank()).toMillis())
                        .toList();
        return () -> new DeadlineOrder(targetMillis, lane.clock()::millis);
    }

    private static void addSource(
            Topology topology, LaneContext lane, int rank, TimestampExtractor extractor) {
        TopicNames names = lane.layout().names();
        Priority level = lane.levels().priorities().get(rank);
        topology.addSource(
                AutoOffsetReset.earliest(),
                level.name(),
                extractor,
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                names.priorityTopic(level));
    }
}
