package io.eventrouter.merge.streams;

import static java.util.stream.Collectors.toMap;

import io.eventrouter.event.Position;
import io.eventrouter.event.Priority;
import io.eventrouter.merge.TaskOrder;
import io.eventrouter.topics.TopicLayout;
import io.eventrouter.wire.DeadLetter;
import io.eventrouter.wire.PriorityRecordReader;
import io.eventrouter.wire.ReadOutcome;
import io.eventrouter.wire.ReadOutcome.Accepted;
import io.eventrouter.wire.ReadOutcome.Rejected;
import io.eventrouter.wire.RejectReason;
import io.eventrouter.wire.RouterHeaders;
import io.eventrouter.wire.SourceRecord;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Takes the record whose turn it is: reports its start tag as served, gives it its own timestamp
 * back, and passes it on as a routed record or as a dead letter, unless it has expired or is a
 * repeat. Nothing that a record holds makes it throw; what Kafka's clients throw goes through it.
 * Confined to its task's stream thread.
 */
final class RouteProcessor implements Processor<byte[], byte[], byte[], Outgoing> {
    private static final Rejected REFUSED =
            new Rejected(RejectReason.TOO_LARGE, "the routed topic does not take it");

    private final LaneContext lane;
    private final TaskOrders orders;
    private final PriorityRecordReader reader;
    private final Repeats repeats;
    private final Map<String, Source> sources;

    private ProcessorContext<byte[], Outgoing> context;
    private TaskOrder order;
    private int routedPartition;
    private TaskHeads heads;

    RouteProcessor(
            LaneContext lane, TaskOrders orders, PriorityRecordReader reader, Repeats repeats) {
        this.lane = lane;
        this.orders = orders;
        this.reader = reader;
        this.repeats = repeats;
        this.sources =
                lane.levels().priorities().stream()
                        .map(level -> new Source(level, lane.meters().heads().rankOf(level)))
                        .collect(toMap(s -> lane.layout().names().priorityTopic(s.level), s -> s));
    }

    /**
     * What is known of a topic.
     *
     * @param rank of its level in the lane
     */
    private record Source(Priority level, int rank) {}

    /** Also after the task was taken away and given back: its queues are empty then. */
    @Override
    public void init(ProcessorContext<byte[], Outgoing> newContext) {
        int partition = newContext.taskId().partition();
        TopicLayout layout = lane.layout();
        if (partition >= layout.partitions())
            throw new IllegalStateException(
                    "a priority topic has been given more than the "
                            + layout.partitions()
                            + " partitions it had at start: make all topics fit again, then"
                            + " restart routers and gateways");
        context = newContext;
        routedPartition = layout.routedPartition(lane.levels().lane(), partition);
        order = orders.of(partition);
        order.reset();
        repeats.forgetAll();
        heads = lane.meters().heads().begin(partition);
    }

    @Override
    public void close() {
        if (context != null) lane.meters().heads().end(context.taskId().partition(), heads);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        lane.pace().next();
        order.served(record.timestamp());
        long published = CarriedTimestamp.take(record.headers(), context.currentSystemTimeMs());
        RecordMetadata at = context.recordMetadata().orElseThrow();
        var source =
                new SourceRecord(
                        at.topic(),
                        at.partition(),
                        at.offset(),
                        record.headers(),
                        record.key(),
                        record.value());
        Source from = sources.get(at.topic());
        Priority level = from.level;
        heads.taken(from.rank, at.offset());
        ReadOutcome outcome = reader.read(source, level);
        Optional<RefusedRecords.Form> refused =
                lane.refused().of(source.topic(), source.partition(), source.offset());
        if (refused.isPresent()) buryRefused(source, published, outcome, refused.get(), level);
        else if (outcome instanceof Accepted accepted) settle(source, published, accepted, level);
        else bury(source, letterOf(source, published, (Rejected) outcome, level));
    }

    private void buryRefused(
            SourceRecord source,
            long published,
            ReadOutcome outcome,
            RefusedRecords.Form refused,
            Priority level) {
        Rejected rejected = outcome instanceof Rejected bad ? bad : REFUSED;
        var letter = letterOf(source, published, rejected, level);
        bury(
                source,
                refused == RefusedRecords.Form.LETTER
                        ? DeadLetter.stripped(letter.headers())
                        : letter);
    }

    /** Judged now, and by the rule of the gateways: after its time, to the millisecond. */
    private void settle(SourceRecord source, long published, Accepted accepted, Priority level) {
        boolean expires = accepted.expiryMillis() != Long.MAX_VALUE;
        if (expires && lane.clock().millis() > accepted.expiryMillis())
            drop(source, accepted, level, LaneMeters.Drop.EXPIRED);
        else if (repeats.isRepeat(accepted.headers(), level, lane.clock().millis()))
            drop(source, accepted, level, LaneMeters.Drop.REPEATED);
        else route(source, published, accepted, level);
    }

    private void drop(
            SourceRecord source, Accepted accepted, Priority level, LaneMeters.Drop reason) {
        lane.meters().dropped(reason, level.name());
        lane.spans().dropped(source, level, accepted.headers(), reason.text());
    }

    private void route(SourceRecord source, long published, Accepted accepted, Priority level) {
        Headers headers = accepted.headers();
        headers.add(RouterHeaders.SOURCE, position(source));
        lane.spans().routing(source, level, headers);
        context.forward(
                new Record<>(
                        source.key(),
                        new Outgoing(accepted.value(), routedPartition),
                        published,
                        headers),
                LaneTopology.ROUTED);
    }

    private static byte[] position(SourceRecord source) {
        return new Position(source.partition(), source.offset())
                .toString()
                .getBytes(StandardCharsets.US_ASCII);
    }

    private DeadLetter letterOf(
            SourceRecord source, long published, Rejected rejected, Priority level) {
        lane.spans().buried(source, level, rejected.reason());
        return DeadLetter.of(
                source, published, rejected.reason(), rejected.detail(), lane.maxDeadLetterBytes());
    }

    private void bury(SourceRecord source, DeadLetter letter) {
        context.forward(
                new Record<>(
                        letter.key(),
                        new Outgoing(letter.value(), source.partition()),
                        context.currentSystemTimeMs(),
                        letter.headers()),
                LaneTopology.DEAD_LETTERS);
    }
}
