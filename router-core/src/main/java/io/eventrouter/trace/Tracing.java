package io.eventrouter.trace;

import io.eventrouter.config.TracingSettings;
import io.eventrouter.wire.TraceHeaders;
import io.eventrouter.wire.TraceParent;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.header.Headers;

/**
 * Makes spans for the events that are sampled: those whose trace context says so, and a part of
 * those that have none. That is decided by a look at one header, so what is not sampled costs no
 * more; with tracing off not even that.
 *
 * <p>Thread-safe. Ended spans wait in a bounded queue, so no thread that makes one ever waits.
 */
public final class Tracing implements AutoCloseable {
    private static final Tracing OFF = new Tracing(null, SampleRatio.NONE, () -> {});
    private static final String INSTRUMENTATION = "io.eventrouter";

    private static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("messaging.system");
    private static final AttributeKey<String> TOPIC =
            AttributeKey.stringKey("messaging.destination.name");
    private static final AttributeKey<String> OPERATION =
            AttributeKey.stringKey("messaging.operation.name");
    private static final AttributeKey<String> TYPE =
            AttributeKey.stringKey("messaging.operation.type");

    private final Tracer tracer;
    private final SampleRatio ratio;
    private final Runnable stop;

    private Tracing(Tracer tracer, SampleRatio ratio, Runnable stop) {
        this.tracer = tracer;
        this.ratio = ratio;
        this.stop = stop;
    }

    /** Makes none. */
    public static Tracing off() {
        return OFF;
    }

    /**
     * Makes spans as the settings say, and sends them. A collector that is away is no failure:
     * spans are dropped, counted, and logged of once a minute.
     */
    public static Tracing start(TracingSettings settings, MeterRegistry registry) {
        if (!settings.isOn()) return OFF;
        var export = SpanExport.start(settings, registry);
        return over(export.provider(), settings.sample(), export::close);
    }

    /**
     * Makes spans of that provider.
     *
     * @param sample the part of events without a context, 0 to 1
     * @param stop sends what is left
     */
    public static Tracing over(TracerProvider provider, double sample, Runnable stop) {
        return new Tracing(provider.get(INSTRUMENTATION), new SampleRatio(sample), stop);
    }

    /** Whether any span is made. */
    public boolean isOn() {
        return tracer != null;
    }

    /**
     * Begins the span of a step now, if the event is sampled.
     *
     * @param topic where the event is, or is sent to
     * @param headers of its record
     * @return null for nearly all: those that are not
     */
    public EventSpan begin(Step step, String topic, Headers headers) {
        if (tracer == null) return null;
        byte[] parent = TraceHeaders.parentOf(headers);
        boolean sampled = parent == null ? ratio.takes(headers) : TraceParent.isSampled(parent);
        return sampled ? start(step, topic, headers) : null;
    }

    private EventSpan start(Step step, String topic, Headers headers) {
        Instant now = Instant.now();
        long epochNanos = TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
        SpanBuilder builder =
                tracer.spanBuilder(step.operation() + " " + topic)
                        .setParent(ParentContext.of(headers))
                        .setSpanKind(step.kind())
                        .setStartTimestamp(epochNanos, TimeUnit.NANOSECONDS)
                        .setAttribute(SYSTEM, "kafka")
                        .setAttribute(TOPIC, topic)
                        .setAttribute(OPERATION, step.operation())
                        .setAttribute(TYPE, step.type());
        return new EventSpan(builder.startSpan(), epochNanos, System.nanoTime());
    }

    /** Sends what is left, within three seconds; spans that end later are dropped. */
    @Override
    public void close() {
        stop.run();
    }
}
