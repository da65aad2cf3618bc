package io.eventrouter.gateway.trace;

import io.eventrouter.trace.EventSpan;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The span of one event at this gateway, one for all of its sessions. It ends when the last worker
 * has handed in its {@link SpanPart}, at the time when the last recipient had the event.
 *
 * <p>Thread-safe: atomic counters; the worker that hands in last reads them all. A span that some
 * worker never hands in is not sent, and goes with its event.
 */
public final class DispatchSpan {
    private static final long NEVER = Long.MAX_VALUE;

    private final long readNanos;
    private final AtomicInteger workersLeft;
    private final AtomicInteger recipients = new AtomicInteger();
    private final AtomicInteger written = new AtomicInteger();
    private final AtomicInteger dropped = new AtomicInteger();
    private final AtomicLong first = new AtomicLong(NEVER);
    private final AtomicLong last = new AtomicLong();

    /** Let go of at the end: the event may be kept for much longer. */
    private EventSpan span;

    DispatchSpan(EventSpan span, int workers, long readNanos) {
        this.span = span;
        this.readNanos = readNanos;
        workersLeft = new AtomicInteger(workers);
    }

    /**
     * What one worker does with the event; each asks once.
     *
     * @param nowNanos when it comes to it
     */
    public SpanPart part(long nowNanos) {
        return new SpanPart(this, nowNanos);
    }

    /** Does that, with the span's ids on what is logged. */
    void whileLogged(Runnable work) {
        EventSpan now = span;
        if (now == null) work.run();
        else now.whileLogged(work);
    }

    void handIn(SpanPart part) {
        recipients.addAndGet(part.recipients());
        written.addAndGet(part.written());
        dropped.addAndGet(part.dropped());
        if (part.written() > 0) first.accumulateAndGet(part.firstNanos() - readNanos, Math::min);
        last.accumulateAndGet(part.lastNanos() - readNanos, Math::max);
        if (workersLeft.decrementAndGet() == 0) end();
    }

    private void end() {
        EventSpan ended = span;
        span = null;
        if (first.get() != NEVER) ended.happened("first recipient", first.get());
        ended.with("eventrouter.recipients", recipients.get())
                .with("eventrouter.written", written.get())
                .with("eventrouter.dropped", dropped.get())
                .endAfter(last.get());
    }
}
