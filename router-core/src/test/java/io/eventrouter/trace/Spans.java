package io.eventrouter.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.List;

/** Tracing whose spans a test can look at. */
public final class Spans {
    private final InMemorySpanExporter ended = InMemorySpanExporter.create();
    private final SdkTracerProvider provider =
            SdkTracerProvider.builder().addSpanProcessor(SimpleSpanProcessor.create(ended)).build();

    /** Makes spans of sampled events, and of that part of those without a context. */
    public Tracing tracing(double sample) {
        return Tracing.over(provider, sample, provider::close);
    }

    /** Those that have ended. */
    public List<SpanData> ended() {
        return ended.getFinishedSpanItems();
    }

    public static String text(SpanData span, String attribute) {
        return span.getAttributes().get(AttributeKey.stringKey(attribute));
    }

    public static Long number(SpanData span, String attribute) {
        return span.getAttributes().get(AttributeKey.longKey(attribute));
    }
}
