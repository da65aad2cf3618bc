package io.eventrouter.gateway.session;

import static io.eventrouter.gateway.RoutedRecords.routed;
import static io.eventrouter.gateway.RoutedRecords.traced;
import static io.eventrouter.gateway.RoutedRecords.unencodable;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.eventrouter.gateway.trace.Spans;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** Spans of events that a worker dispatches. */
@Timeout(30)
class TracedDispatchTest {
    private static final String SAMPLED = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private final Spans spans = new Spans();
    private final OneWorker one = new OneWorker(OneWorker.settings(2, 1 << 20), spans.dispatch());

    @Test
    void areOneForAllSessions() {
        one.openSubscribed(FakeSink.fast(), "orders.*");
        one.openSubscribed(FakeSink.fast(), "orders.eu");
        one.openSubscribed(FakeSink.fast(), "chat.*");

        one.dispatch(traced(2, 7, "low", "orders.eu", SAMPLED));

        assertThat(spans.ended()).hasSize(1);
        SpanData span = spans.ended().get(0);
        assertThat(span.getName()).isEqualTo("dispatch events.routed");
        assertThat(span.getParentSpanId()).isEqualTo("b7ad6b7169203331");
        assertThat(Spans.number(span, "eventrouter.recipients")).isEqualTo(2);
        assertThat(Spans.number(span, "eventrouter.written")).isEqualTo(2);
    }

    @Test
    void areNoneForOtherEvents() {
        one.openSubscribed(FakeSink.fast(), "a");

        one.dispatch(routed(2, 7, "low", "a"));

        assertThat(spans.ended()).isEmpty();
    }

    @Test
    void tellOfAnEventThatNobodyWants() {
        one.dispatch(traced(2, 7, "low", "a", SAMPLED));

        assertThat(Spans.number(spans.ended().get(0), "eventrouter.recipients")).isZero();
    }

    @Test
    void endWhenTheLastRecipientHasTheEvent() {
        FakeSink slow = FakeSink.stalled();
        one.openSubscribed(slow, "a");
        one.openSubscribed(FakeSink.fast(), "a");
        one.dispatch(traced(2, 7, "low", "a", SAMPLED));
        boolean early = !spans.ended().isEmpty();
        one.clock.pass(Duration.ofMillis(300));

        slow.complete();
        one.run();

        SpanData span = spans.ended().get(0);
        assertThat(early).isFalse();
        assertThat(Duration.ofNanos(span.getEndEpochNanos() - span.getStartEpochNanos()))
                .isEqualTo(Duration.ofMillis(300));
        assertThat(Spans.number(span, "eventrouter.written")).isEqualTo(2);
    }

    @Test
    void countWhoDidNotGetIt() {
        FakeSink stalled = FakeSink.stalled();
        one.openSubscribed(stalled, "a");
        one.dispatch(routed(2, 0, "low", "a")); // in flight for ever
        one.dispatch(routed(2, 1, "low", "a"), routed(2, 2, "low", "a"));

        one.dispatch(traced(2, 3, "low", "a", SAMPLED)); // one too many

        assertThat(Spans.number(spans.ended().get(0), "eventrouter.dropped")).isEqualTo(1);
    }

    @Test
    void haveTheirIdsOnWhatIsLoggedOfTheEvent() {
        var log = new ListAppender<ILoggingEvent>();
        var logger = (Logger) LoggerFactory.getLogger(Dispatcher.class);
        logger.setLevel(Level.DEBUG);
        logger.addAppender(log);
        log.start();
        one.openSubscribed(FakeSink.fast(), "a");

        one.dispatch(
                unencodable(traced(2, 7, "low", "a", SAMPLED)),
                unencodable(routed(2, 8, "low", "a")));

        logger.detachAppender(log);
        logger.setLevel(null);
        SpanData span = spans.ended().get(0);
        assertThat(Spans.number(span, "eventrouter.dropped")).isEqualTo(1);
        assertThat(log.list.get(0).getMDCPropertyMap())
                .isEqualTo(Map.of("trace_id", span.getTraceId(), "span_id", span.getSpanId()));
        assertThat(log.list.get(1).getMDCPropertyMap()).isEmpty();
    }

    @Test
    void areHandedInWhenTheWorkerEnds() {
        FakeSink stalled = FakeSink.stalled();
        one.openSubscribed(stalled, "a");
        one.dispatch(routed(2, 0, "low", "a"));
        one.dispatch(traced(2, 1, "low", "a", SAMPLED));

        one.worker.ended();

        assertThat(spans.ended()).hasSize(1);
        assertThat(Spans.number(spans.ended().get(0), "eventrouter.recipients")).isEqualTo(1);
    }
}
