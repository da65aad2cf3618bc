package io.eventrouter.merge.streams;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import io.eventrouter.event.Position;
import io.eventrouter.event.Priority;
import io.eventrouter.schedule.StartTagScheduler;
import io.eventrouter.topics.TopicLayout;
import io.eventrouter.wire.PriorityRecordReader;
import io.eventrouter.wire.ReadOutcome;
import io.eventrouter.wire.ReadOutcome.Accepted;
import io.eventrouter.wire.ReadOutcome.Rejected;
import io.eventrouter.wire.RouterHeaders;
import io.eventrouter.wire.SourceRecord;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Takes the record whose turn it is: reports its start tag as served, gives it its own timestamp
 * back, and passes it on as a routed record or as a dead letter. Nothing that a record holds makes
 * it throw; what Kafka's clients throw goes through it. Confined to its task's stream thread.
 */
final class RouteProcessor implements Processor<byte[], byte[], byte[], Outgoing> {
    private final LaneContext lane;
    private final TaskSchedulers schedulers;
    private final PriorityRecordReader reader;
    private final Map<String, Priority> levels;

    private ProcessorContext<byte[], Outgoing> context;
    private StartTagScheduler scheduler;
    private int routedPartition;

    RouteProcessor(LaneContext lane, TaskSchedulers schedulers, PriorityRecordReader reader) {
        this.lane = lane;
        this.schedulers = schedulers;
        this.reader = reader;
        this.levels =
                lane.levels().priorities().stream()
                        .collect(toMap(lane.layout().names()::priorityTopic, identity()));
    }

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
        scheduler = schedulers.of(partition);
        scheduler.reset();
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        scheduler.served(record.timestamp());
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
        Priority level = levels.get(at.topic());
        ReadOutcome outcome = reader.read(source, level);
        if (outcome instanceof Accepted accepted) route(source, published, accepted);
        else bury(source, published, (Rejected) outcome);
    }

    private void route(SourceRecord source, long published, Accepted accepted) {
        Headers headers = accepted.headers();
        headers.remove(RouterHeaders.SOURCE);
        headers.add(RouterHeaders.SOURCE, position(source));
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

    private void bury(SourceRecord source, long published, Rejected rejected) {
        var letter =
                DeadLetter.of(
                        source,
                        published,
                        rejected.reason(),
                        rejected.detail(),
                        lane.maxDeadLetterBytes());
        context.forward(
                new Record<>(
                        letter.key(),
                        new Outgoing(letter.value(), source.partition()),
                        context.currentSystemTimeMs(),
                        letter.headers()),
                LaneTopology.DEAD_LETTERS);
    }
}
