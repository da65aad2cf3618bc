package io.eventrouter.trace;

import io.eventrouter.wire.TraceHeaders;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;

/** Reads the context that a record has into OpenTelemetry's terms. Stateless. */
final class ParentContext {
    private ParentContext() {}

    /** What a new span belongs to; nothing where the record has no context. */
    static Context of(Headers headers) {
        return W3CTraceContextPropagator.getInstance()
                .extract(Context.root(), TraceHeaders.contextOf(headers), new Fields());
    }

    private static final class Fields implements TextMapGetter<TraceHeaders.Context> {
        @Override
        public String get(TraceHeaders.Context context, String key) {
            byte[] value = key.equals(TraceHeaders.PARENT) ? context.parent() : context.state();
            return value == null ? null : new String(value, StandardCharsets.UTF_8);
        }
    }
}
