package io.eventrouter.trace;

import io.eventrouter.config.TracingSettings;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The way of spans to the collector: a bounded queue, batches once a second, OTLP over HTTP with
 * the JDK's client.
 *
 * <pre>
 *   any thread ─▶ BoundedProcessor ─▶ OpenTelemetry's queue ─▶ its thread ─▶ CountingExporter ─▶ HTTP
 * </pre>
 *
 * <p>Thread-safe: its parts are. Start and close belong to one thread.
 */
final class SpanExport implements AutoCloseable {
    private static final int MOST_WAITING = 4_096;
    private static final int MOST_AT_ONCE = 512;
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(2);
    private static final Duration SEND_WITHIN = Duration.ofSeconds(10);
    private static final Duration FLUSH_WITHIN = Duration.ofSeconds(3);

    /** Kept, or its level would be forgotten: it logs past our log, and without a limit of ours. */
    private static final Logger LIBRARY = Logger.getLogger("io.opentelemetry");

    private final SdkTracerProvider provider;
    private final CountingExporter exporter;
    private final AtomicInteger waiting;

    private SpanExport(
            SdkTracerProvider provider, CountingExporter exporter, AtomicInteger waiting) {
        this.provider = provider;
        this.exporter = exporter;
        this.waiting = waiting;
    }

    static SpanExport start(TracingSettings settings, MeterRegistry registry) {
        LIBRARY.setLevel(Level.OFF);
        var meters = new ExportMeters(registry);
        var waiting = new AtomicInteger();
        var exporter = new CountingExporter(sender(settings), waiting, meters, System::nanoTime);
        var processor = new BoundedProcessor(queue(exporter), waiting, MOST_WAITING, meters);
        var provider =
                SdkTracerProvider.builder()
                        .setResource(resource(settings.service()))
                        .setSampler(Sampler.alwaysOn()) // none is made that is not sampled
                        .addSpanProcessor(processor)
                        .build();
        return new SpanExport(provider, exporter, waiting);
    }

    private static SpanExporter sender(TracingSettings settings) {
        var sender =
                OtlpHttpSpanExporter.builder()
                        .setEndpoint(settings.address().toString())
                        .setConnectTimeout(CONNECT_WITHIN)
                        .setTimeout(SEND_WITHIN);
        settings.headersByName().forEach(sender::addHeader);
        return sender.build();
    }

    private static SpanProcessor queue(SpanExporter exporter) {
        return BatchSpanProcessor.builder(exporter)
                .setMaxQueueSize(MOST_WAITING)
                .setMaxExportBatchSize(MOST_AT_ONCE)
                .setScheduleDelay(EVERY)
                .setExporterTimeout(SEND_WITHIN)
                .build();
    }

    private static Resource resource(String service) {
        AttributesBuilder attributes =
                Attributes.builder()
                        .put("service.name", service)
                        .put("service.instance.id", UUID.randomUUID().toString());
        String version = SpanExport.class.getPackage().getImplementationVersion();
        if (version != null) attributes.put("service.version", version);
        return Resource.getDefault().merge(Resource.create(attributes.build()));
    }

    SdkTracerProvider provider() {
        return provider;
    }

    /** Sends what waits, in bounded time; what a collector does not take by then is lost. */
    @Override
    public void close() {
        provider.shutdown().join(FLUSH_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        int lost = waiting.get();
        if (lost > 0) exporter.failed(lost, "the process stops, and nobody has taken them yet");
    }
}
