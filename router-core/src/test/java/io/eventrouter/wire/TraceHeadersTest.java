package io.eventrouter.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class TraceHeadersTest {
    private static final String ORIGIN = "00-0af7651916cd43dd8448eb211c80319c-1111111111111111-01";
    private static final String HOP = "00-0af7651916cd43dd8448eb211c80319c-2222222222222222-01";
    private static final String OURS = "00-0af7651916cd43dd8448eb211c80319c-3333333333333333-01";

    @Test
    void takeTheContextOfTheHopBeforeThatOfTheEvent() {
        var both = headers("ce_traceparent", ORIGIN, "traceparent", HOP);
        var broken = headers("ce_traceparent", ORIGIN, "traceparent", "x");

        assertThat(TraceHeaders.parentOf(both)).asString(UTF_8).isEqualTo(HOP);
        assertThat(TraceHeaders.parentOf(broken)).asString(UTF_8).isEqualTo(ORIGIN);
        assertThat(TraceHeaders.parentOf(headers("traceparent", "x"))).isNull();
        assertThat(TraceHeaders.parentOf(headers())).isNull();
    }

    @Test
    void takeTheStateThatBelongsToTheContext() {
        var hop = headers("ce_tracestate", "a=1", "traceparent", HOP, "tracestate", "b=2");
        var origin = headers("ce_traceparent", ORIGIN, "ce_tracestate", "a=1", "tracestate", "b=2");

        assertThat(TraceHeaders.contextOf(hop).state()).asString(UTF_8).isEqualTo("b=2");
        assertThat(TraceHeaders.contextOf(origin).state()).asString(UTF_8).isEqualTo("a=1");
    }

    @Test
    void passOverAStateThatBelongsToNothingOrIsNone() {
        var alone = headers("ce_tracestate", "a=1", "tracestate", "b=2");
        var tooLong = headers("traceparent", HOP, "tracestate", "a=" + "x".repeat(511));

        assertThat(TraceHeaders.contextOf(alone).state()).isNull();
        assertThat(TraceHeaders.contextOf(tooLong).state()).isNull();
    }

    @Test
    void leaveTheContextOfTheEventAlone() {
        var headers = headers("ce_traceparent", ORIGIN, "traceparent", HOP);

        TraceHeaders.put(headers, ours(), null);

        assertThat(text(headers, "ce_traceparent")).isEqualTo(ORIGIN);
        assertThat(text(headers, "traceparent")).isEqualTo(OURS);
        assertThat(headers.headers("traceparent")).hasSize(1);
    }

    @Test
    void keepAsTheEventsOwnWhatItCameWith() {
        var headers = headers("traceparent", HOP, "tracestate", "b=2");

        TraceHeaders.put(headers, ours(), "b=2".getBytes(UTF_8));

        assertThat(text(headers, "ce_traceparent")).isEqualTo(HOP);
        assertThat(text(headers, "ce_tracestate")).isEqualTo("b=2");
        assertThat(text(headers, "traceparent")).isEqualTo(OURS);
        assertThat(text(headers, "tracestate")).isEqualTo("b=2");
    }

    @Test
    void addNoStateWhereThereIsNone() {
        var headers = headers();

        TraceHeaders.put(headers, ours(), null);

        assertThat(headers.toArray()).hasSize(1);
    }

    private static Header ours() {
        return new RecordHeader("traceparent", OURS.getBytes(UTF_8));
    }

    private static Headers headers(String... namesAndValues) {
        var headers = new RecordHeaders();
        for (int i = 0; i < namesAndValues.length; i += 2)
            headers.add(namesAndValues[i], namesAndValues[i + 1].getBytes(UTF_8));
        return headers;
    }

    private static String text(Headers headers, String name) {
        return new String(headers.lastHeader(name).value(), UTF_8);
    }
}
