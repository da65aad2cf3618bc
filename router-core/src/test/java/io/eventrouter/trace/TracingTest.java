package io.eventrouter.trace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.lang.management.ManagementFactory;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class TracingTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String SAMPLED = "00-" + TRACE + "-b7ad6b7169203331-01";
    private static final String UNSAMPLED = "00-" + TRACE + "-b7ad6b7169203331-00";

    private static final int MANY = 50_000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Spans spans = new Spans();

    @Test
    void makesNoSpanWhenItIsOff() {
        assertThat(Tracing.off().isOn()).isFalse();
        assertThat(Tracing.off().begin(Step.SEND, "t", parent(SAMPLED))).isNull();
    }

    @Test
    void makesASpanBelowTheContextThatIsSampled() {
        Tracing tracing = spans.tracing(0);

        tracing.begin(Step.ROUTE, "events.high", parent(SAMPLED)).at(2, 7).about("high", "a").end();

        SpanData span = spans.ended().get(0);
        assertThat(span.getTraceId()).isEqualTo(TRACE);
        assertThat(span.getParentSpanId()).isEqualTo("b7ad6b7169203331");
        assertThat(span.getName()).isEqualTo("route events.high");
        assertThat(span.getKind()).isEqualTo(SpanKind.CONSUMER);
        assertThat(Spans.text(span, "messaging.system")).isEqualTo("kafka");
        assertThat(Spans.text(span, "messaging.destination.name")).isEqualTo("events.high");
        assertThat(Spans.text(span, "messaging.destination.partition.id")).isEqualTo("2");
        assertThat(Spans.number(span, "messaging.kafka.offset")).isEqualTo(7);
        assertThat(Spans.text(span, "messaging.operation.type")).isEqualTo("process");
        assertThat(Spans.text(span, "eventrouter.priority")).isEqualTo("high");
        assertThat(Spans.text(span, "eventrouter.channel")).isEqualTo("a");
    }

    @Test
    void makesNoneBelowAContextThatIsNotSampledWhateverThePart() {
        assertThat(spans.tracing(1).begin(Step.SEND, "t", parent(UNSAMPLED))).isNull();
    }

    @Test
    void beginsATraceForThePartOfEventsThatHaveNone() {
        assertThat(spans.tracing(0).begin(Step.SEND, "t", new RecordHeaders())).isNull();

        spans.tracing(1).begin(Step.SEND, "t", new RecordHeaders()).end();

        SpanData span = spans.ended().get(0);
        assertThat(span.getParentSpanContext().isValid()).isFalse();
        assertThat(span.getKind()).isEqualTo(SpanKind.PRODUCER);
    }

    @Test
    void takesABrokenContextForNone() {
        spans.tracing(1).begin(Step.SEND, "t", parent("00-broken")).end();

        assertThat(spans.ended().get(0).getParentSpanContext().isValid()).isFalse();
    }

    @Test
    void handsTheSpanToTheNextStepByTheRecord() {
        Tracing tracing = spans.tracing(0);
        Headers headers = parent(SAMPLED).add("tracestate", "a=1".getBytes(UTF_8));
        EventSpan first = tracing.begin(Step.SEND, "t", headers);
        first.putInto(headers);

        tracing.begin(Step.ROUTE, "t", headers).end();
        EventSpan.of(headers).end();

        SpanData second = spans.ended().get(0);
        assertThat(second.getParentSpanId()).isEqualTo(spans.ended().get(1).getSpanId());
        assertThat(second.getTraceId()).isEqualTo(TRACE);
        assertThat(second.getSpanContext().getTraceState().get("a")).isEqualTo("1");
        assertThat(headers.lastHeader("ce_traceparent").value()).asString(UTF_8).isEqualTo(SAMPLED);
    }

    @Test
    void knowsNoSpanOfARecordThatCameFromKafka() {
        assertThat(EventSpan.of(parent(SAMPLED))).isNull();
        assertThat(EventSpan.of(new RecordHeaders())).isNull();
    }

    @Test
    void endsASpanAsLongAfterItsStartAsItIsTold() {
        spans.tracing(1).begin(Step.DISPATCH, "t", new RecordHeaders()).endAfter(1_500);

        SpanData span = spans.ended().get(0);
        assertThat(span.getEndEpochNanos() - span.getStartEpochNanos()).isEqualTo(1_500);
    }

    @Test
    void allocatesNothingForAnEventThatIsNotSampled() {
        Tracing tracing = spans.tracing(0.000_001);
        Headers unsampled = parent(UNSAMPLED);
        Headers without =
                new RecordHeaders()
                        .add("ce_id", "1".getBytes(UTF_8))
                        .add("ce_source", "/s".getBytes(UTF_8));
        begin(tracing, unsampled, without); // what is loaded and compiled once

        long before = THREADS.getCurrentThreadAllocatedBytes();
        begin(tracing, unsampled, without);
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;

        assertThat(allocated).isLessThan(MANY);
        assertThat(spans.ended()).isEmpty();
    }

    private static void begin(Tracing tracing, Headers... events) {
        for (int i = 0; i < MANY; i++)
            for (Headers event : events)
                if (tracing.begin(Step.ROUTE, "t", event) != null) throw new AssertionError();
    }

    @Test
    void putsItsIdsOnWhatIsLogged() {
        EventSpan span = spans.tracing(0).begin(Step.DISPATCH, "t", parent(SAMPLED));
        var seen = new String[1];

        span.whileLogged(() -> seen[0] = MDC.get("trace_id"));

        assertThat(seen[0]).isEqualTo(TRACE);
        assertThat(MDC.get("trace_id")).isNull();
        assertThat(MDC.get("span_id")).isNull();
    }

    private static Headers parent(String traceparent) {
        return new RecordHeaders().add("traceparent", traceparent.getBytes(UTF_8));
    }
}
