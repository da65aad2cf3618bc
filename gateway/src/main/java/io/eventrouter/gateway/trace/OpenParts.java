package io.eventrouter.gateway.trace;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/**
 * The parts of spans for which a worker still waits, the oldest first. A part is handed in when all
 * of its recipients have the event or do not get it, and after ten seconds in any case, as a client
 * may take its time. Bounded: the oldest are handed in early. Confined to its worker's thread.
 */
public final class OpenParts {
    static final int MOST = 1_024;
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Deque<SpanPart> open = new ArrayDeque<>();

    /** The worker has dispatched that event. */
    public void add(SpanPart part) {
        open.add(part);
        if (open.size() > MOST) open.remove().handIn();
    }

    /** Hands in what is settled or has waited long enough. */
    public void step(long nowNanos) {
        for (SpanPart head = open.peek(); head != null; head = open.peek()) {
            if (!head.isSettled() && nanosLeft(nowNanos) > 0) return;
            open.remove().handIn();
        }
    }

    /** Until something is to be done, if nothing is written before. */
    public long nanosLeft(long nowNanos) {
        SpanPart head = open.peek();
        return head == null ? Long.MAX_VALUE : LIMIT_NANOS - (nowNanos - head.dispatchedNanos());
    }

    /** Hands in all: the worker ends. */
    public void finish() {
        while (!open.isEmpty()) open.remove().handIn();
    }
}
