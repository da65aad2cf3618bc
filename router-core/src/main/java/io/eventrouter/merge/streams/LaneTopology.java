package io.eventrouter.merge.streams;

import io.eventrouter.config.Settings;
import io.eventrouter.event.Priority;
import io.eventrouter.schedule.RecordCost;
import io.eventrouter.topics.TopicNames;
import io.eventrouter.wire.PriorityRecordReader;
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
        RecordCost cost = settings.router().cost();
        var schedulers = new TaskSchedulers(() -> lane.levels().newScheduler(cost));
        var reader = new PriorityRecordReader(settings.topics().maxEventBytes());
        var topology = new Topology();
        String[] sources =
                lane.levels().priorities().stream().map(Priority::name).toArray(String[]::new);
        for (int rank = 0; rank < sources.length; rank++)
            addSource(
                    topology,
                    lane,
                    rank,
                    lane.meters()
                            .heads()
                            .watching(
                                    rank,
                                    new StartTagExtractor(schedulers, rank, cost.perByte() > 0)));
        topology.addProcessor(ROUTE, () -> new RouteProcessor(lane, schedulers, reader), sources);
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
