package io.eventrouter.gateway.feed;

import io.eventrouter.gateway.trace.DispatchSpan;
import io.eventrouter.wire.RoutedRecord;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An event in the look-ahead: shared by all workers, each of which dispatches it to its own
 * sessions. The last one to do so gives its bytes back.
 *
 * <p>Thread-safe: immutable but for the count of workers, which is atomic, and the encoded form,
 * which is made under this object's lock by the worker that finds the first recipient.
 */
public final class RoutedEvent implements Arrival {
    private final RoutedRecord record;
    private final LaneBudget budget;
    private final int bytes;
    private final long readNanos;
    private final AtomicInteger waitingWorkers;
    private final DispatchSpan span;
    private volatile ByteBuffer json;

    /** One that was read for a replay: it takes no room in the look-ahead, and is not released. */
    public static RoutedEvent replayed(RoutedRecord record) {
        return new RoutedEvent(record, null, LookAhead.sizeOf(record.record()), 0, 0);
    }

    RoutedEvent(RoutedRecord record, LaneBudget budget, int bytes, int workers, long readNanos) {
        this(record, budget, bytes, workers, readNanos, null);
    }

    RoutedEvent(
            RoutedRecord record,
            LaneBudget budget,
            int bytes,
            int workers,
            long readNanos,
            DispatchSpan span) {
        this.span = span;
        this.record = record;
        this.budget = budget;
        this.bytes = bytes;
        this.readNanos = readNanos;
        waitingWorkers = new AtomicInteger(workers);
    }

    public RoutedRecord record() {
        return record;
    }

    /** What it takes in memory while it is kept, about: the record, and as much once encoded. */
    public int keptBytes() {
        return 2 * bytes;
    }

    /** Null where it is not traced. */
    public DispatchSpan span() {
        return span;
    }

    /** When it was handed to the look-ahead. */
    long readNanos() {
        return readNanos;
    }

    /** The rank of its level. */
    public int rank() {
        return record.priority().rank();
    }

    /**
     * The message that every recipient is sent; encoded at the first call. Read only: take a view
     * before reading.
     */
    public ByteBuffer json() {
        ByteBuffer encoded = json;
        return encoded != null ? encoded : encode();
    }

    private synchronized ByteBuffer encode() {
        if (json == null) json = ByteBuffer.wrap(record.toJson()).asReadOnlyBuffer();
        return json;
    }

    /** One worker has dispatched it. Each calls this once. */
    void release() {
        int left = waitingWorkers.decrementAndGet();
        if (left == 0) budget.release(bytes);
        if (left < 0) throw new IllegalStateException("released more often than there are workers");
    }
}
