package io.eventrouter.trace;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets no more spans wait than its bound, those that are being sent included, and counts what it
 * drops: OpenTelemetry's own queue, behind it, would drop in silence. Thread-safe, without a lock.
 */
final class BoundedProcessor implements SpanProcessor {
    private final SpanProcessor queue;
    private final AtomicInteger waiting;
    private final int most;
    private final ExportMeters meters;

    /**
     * @param queue has room for {@code most}
     * @param waiting counted down by whoever has done with a span
     */
    BoundedProcessor(SpanProcessor queue, AtomicInteger waiting, int most, ExportMeters meters) {
        this.queue = queue;
        this.waiting = waiting;
        this.most = most;
        this.meters = meters;
    }

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {
        // only spans that have ended wait
    }

    @Override
    public boolean isStartRequired() {
        return false;
    }

    @Override
    public void onEnd(ReadableSpan span) {
        if (waiting.incrementAndGet() <= most) {
            queue.onEnd(span);
        } else {
            waiting.decrementAndGet();
            meters.dropped();
        }
    }

    @Override
    public boolean isEndRequired() {
        return true;
    }

    @Override
    public CompletableResultCode shutdown() {
        return queue.shutdown();
    }

    @Override
    public CompletableResultCode forceFlush() {
        return queue.forceFlush();
    }
}
