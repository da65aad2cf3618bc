package io.eventrouter.gateway.feed;

import io.eventrouter.gateway.trace.DispatchSpans;
import io.eventrouter.topics.Lane;
import io.eventrouter.wire.RoutedRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * What has been read and not yet dispatched. Each worker has a {@link Reader} and sees every event,
 * the most urgent first; the bytes of an event count for its lane until the last worker has
 * dispatched it. A worker that lags lets the urgent ones go first ({@link Lag}).
 *
 * <pre>
 *   express feed ─▶ budget ─┐      ┌─▶ Reader of worker 0: a queue per level
 *                           ├──────┤
 *   shared feed  ─▶ budget ─┘      └─▶ Reader of worker 1: a queue per level
 * </pre>
 *
 * <p>Thread-safe: each lane's feed offers on its own thread, each reader belongs to one worker.
 */
public final class LookAhead {
    /** What an event takes beside its key, value and headers, about: objects and queue places. */
    private static final int FIXED_BYTES = 512;

    private static final int BYTES_PER_HEADER = 64;

    private final Map<Lane, LaneBudget> budgets = new EnumMap<>(Lane.class);
    private final List<Reader> readers = new ArrayList<>();
    private final LongSupplier nanoClock;
    private final DispatchSpans spans;

    /** One whose workers never lag. */
    public LookAhead(LevelOrder order, int workers, long bytesPerLane, long[] startOffsets) {
        this(order, workers, new Bounds(bytesPerLane, Duration.ZERO), startOffsets, () -> 0);
    }

    /** One without spans. */
    public LookAhead(
            LevelOrder order,
            int workers,
            Bounds bounds,
            long[] startOffsets,
            LongSupplier nanoClock) {
        this(order, workers, bounds, startOffsets, nanoClock, DispatchSpans.NONE);
    }

    /**
     * @param startOffsets where each routed partition is read from, by partition
     * @param nanoClock the workers' clock too
     * @param spans for events that are traced
     */
    public LookAhead(
            LevelOrder order,
            int workers,
            Bounds bounds,
            long[] startOffsets,
            LongSupplier nanoClock,
            DispatchSpans spans) {
        this.spans = spans;
        this.nanoClock = nanoClock;
        for (Lane lane : Lane.values()) budgets.put(lane, new LaneBudget(bounds.bytesPerLane()));
        for (int worker = 0; worker < workers; worker++)
            readers.add(
                    new Reader(
                            order,
                            new PositionTracker(startOffsets, order.levels()),
                            new Lag(bounds.lagLimit())));
    }

    /**
     * Its bounds.
     *
     * @param bytesPerLane what each lane may read ahead
     * @param lagLimit how long an event may wait before urgent ones go first; zero for ever
     */
    public record Bounds(long bytesPerLane, Duration lagLimit) {}

    /** How far its workers lag, as each has found last. */
    public LagStatus lag() {
        long wait = readers.stream().mapToLong(r -> r.lag().waitNanos()).max().orElse(0);
        long lagging = readers.stream().filter(r -> r.lag().isLagging()).count();
        return new LagStatus(Duration.ofNanos(wait), (int) lagging);
    }

    /** The view of one worker. */
    public Reader reader(int worker) {
        return readers.get(worker);
    }

    /** Bytes that the lane has read ahead. */
    public long bytes(Lane lane) {
        return budgets.get(lane).used();
    }

    /** Whether the lane has read ahead as far as it may. */
    public boolean isFull(Lane lane) {
        return budgets.get(lane).isFull();
    }

    /** Whether a lane that was full may read on. */
    public boolean hasRoomAgain(Lane lane) {
        return budgets.get(lane).hasRoomAgain();
    }

    /** Hands an event to all workers; one thread a lane, the events of a partition in order. */
    public void add(Lane lane, RoutedRecord record) {
        LaneBudget budget = budgets.get(lane);
        int bytes = sizeOf(record.record());
        long now = nanoClock.getAsLong();
        int workers = readers.size();
        var span = spans.read(record, workers, now);
        var event = new RoutedEvent(record, budget, bytes, workers, now, span);
        budget.add(bytes);
        for (Reader reader : readers) reader.add(event);
    }

    /** Tells all workers, behind what was added before. It takes no room: it is too rare. */
    void jump(OffsetJump jump) {
        for (Reader reader : readers) reader.add(jump);
    }

    /**
     * Reads every header: one that was not read refers to the whole response that it came in, and
     * would keep it in memory uncounted.
     */
    static int sizeOf(ConsumerRecord<byte[], byte[]> record) {
        int bytes = FIXED_BYTES;
        bytes += Math.max(0, record.serializedKeySize());
        bytes += Math.max(0, record.serializedValueSize());
        for (Header header : record.headers()) {
            byte[] value = header.value();
            bytes += BYTES_PER_HEADER + header.key().length() + (value == null ? 0 : value.length);
        }
        return bytes;
    }
}
