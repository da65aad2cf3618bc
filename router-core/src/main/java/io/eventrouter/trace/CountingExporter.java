package io.eventrouter.trace;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts what was sent and what could not be, and logs of the latter once a minute at most. Called
 * on OpenTelemetry's thread, one batch at a time; batches may end on another. Thread-safe: counters
 * are atomic, and the time of the last line is used by one batch at a time.
 */
final class CountingExporter implements SpanExporter {
    private static final Logger LOG = LoggerFactory.getLogger(CountingExporter.class);
    private static final long QUIET_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final SpanExporter sender;
    private final AtomicInteger waiting;
    private final ExportMeters meters;
    private final LongSupplier nanoClock;
    private volatile long lastLine;

    /**
     * @param waiting is counted down
     */
    CountingExporter(
            SpanExporter sender,
            AtomicInteger waiting,
            ExportMeters meters,
            LongSupplier nanoClock) {
        this.sender = sender;
        this.waiting = waiting;
        this.meters = meters;
        this.nanoClock = nanoClock;
        lastLine = nanoClock.getAsLong() - QUIET_NANOS;
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        int batch = spans.size();
        CompletableResultCode result = send(spans);
        return result.whenComplete(() -> ended(batch, result));
    }

    private CompletableResultCode send(Collection<SpanData> spans) {
        try {
            return sender.export(spans);
        } catch (RuntimeException e) {
            return CompletableResultCode.ofExceptionalFailure(e);
        }
    }

    private void ended(int batch, CompletableResultCode result) {
        waiting.addAndGet(-batch);
        if (result.isSuccess()) meters.exported(batch);
        else failed(batch, reason(result.getFailureThrowable()));
    }

    /** So many cannot be sent any more. */
    void failed(int spans, String reason) {
        meters.failed(spans);
        tell(spans, reason);
    }

    private void tell(int spans, String reason) {
        long now = nanoClock.getAsLong();
        if (now - lastLine < QUIET_NANOS) return;
        lastLine = now;
        LOG.atWarn()
                .addKeyValue("spans", spans)
                .addKeyValue("reason", reason)
                .log(
                        "Spans could not be sent: see tracing.endpoint, and whether a collector is there");
    }

    /** Without a cause of its own the failure is an answer that says no. */
    private static String reason(Throwable failure) {
        Throwable root = failure == null ? null : failure.getCause();
        return root == null ? "the collector does not take them" : root.toString();
    }

    @Override
    public CompletableResultCode flush() {
        return sender.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
        return sender.shutdown();
    }
}
