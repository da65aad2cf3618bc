package io.eventrouter.gateway.trace;

import io.eventrouter.trace.Tracing;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.List;

/** Spans of events whose context is sampled, for a test to look at. */
public final class Spans {
    private final InMemorySpanExporter ended = InMemorySpanExporter.create();
    private final SdkTracerProvider provider =
            SdkTracerProvider.builder().addSpanProcessor(SimpleSpanProcessor.create(ended)).build();

    public DispatchSpans dispatch() {
        return new DispatchSpans(Tracing.over(provider, 0, provider::close));
    }

    /** Those that have ended. */
    public List<SpanData> ended() {
        return ended.getFinishedSpanItems();
    }

    public static Long number(SpanData span, String attribute) {
        return span.getAttributes().get(AttributeKey.longKey(attribute));
    }
}
