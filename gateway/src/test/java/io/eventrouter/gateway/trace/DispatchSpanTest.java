package io.eventrouter.gateway.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.gateway.RoutedRecords;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DispatchSpanTest {
    private static final String SAMPLED = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static final String UNSAMPLED =
            "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00";

    private final Spans spans = new Spans();
    private final OpenParts open = new OpenParts();

    @Test
    void isNoneForAnEventThatIsNotSampled() {
        var event = RoutedRecords.traced(2, 0, "low", "a", UNSAMPLED);

        assertThat(spans.dispatch().read(event, 1, 0)).isNull();
        assertThat(spans.dispatch().read(RoutedRecords.routed(2, 0, "low", "a"), 1, 0)).isNull();
        assertThat(DispatchSpans.NONE.read(event, 1, 0)).isNull();
    }

    @Test
    void endsWhenTheLastWorkerHasHandedInAtTheTimeOfTheLastRecipient() {
        DispatchSpan span = read(2);
        SpanPart one = part(span, 110, 2);
        SpanPart other = part(span, 120, 1);
        one.wasWritten(150);
        one.wasWritten(180);
        other.wasDropped();

        one.handIn();
        boolean early = !spans.ended().isEmpty();
        other.handIn();

        SpanData ended = spans.ended().get(0);
        assertThat(early).isFalse();
        assertThat(ended.getEndEpochNanos() - ended.getStartEpochNanos()).isEqualTo(80);
        assertThat(Spans.number(ended, "eventrouter.recipients")).isEqualTo(3);
        assertThat(Spans.number(ended, "eventrouter.written")).isEqualTo(2);
        assertThat(Spans.number(ended, "eventrouter.dropped")).isEqualTo(1);
        assertThat(ended.getEvents())
                .singleElement()
                .matches(e -> e.getEpochNanos() - ended.getStartEpochNanos() == 50);
    }

    @Test
    void waitsForRecipientsTenSecondsAtMost() {
        SpanPart part = part(read(1), 100, 1);
        open.add(part);

        open.step(TimeUnit.SECONDS.toNanos(10));
        boolean early = !spans.ended().isEmpty();
        open.step(TimeUnit.SECONDS.toNanos(10) + 100);

        assertThat(early).isFalse();
        assertThat(Spans.number(spans.ended().get(0), "eventrouter.written")).isZero();
    }

    @Test
    void countsNoMoreOnceItHasEnded() {
        SpanPart part = part(read(1), 100, 1);
        open.add(part);
        open.finish();

        part.wasWritten(1_000);
        part.wasDropped();
        open.step(2_000);

        assertThat(spans.ended()).hasSize(1);
        assertThat(Spans.number(spans.ended().get(0), "eventrouter.written")).isZero();
    }

    @Test
    void areAThousandAtMostThatWait() {
        for (int i = 0; i < OpenParts.MOST + 7; i++) open.add(part(read(1), 100, 1));

        open.step(200);

        assertThat(spans.ended()).hasSize(7);
    }

    @Test
    void leavesTheWorkerToSleepUntilTheOldestIsDue() {
        assertThat(open.nanosLeft(0)).isEqualTo(Long.MAX_VALUE);

        open.add(part(read(1), 100, 1));

        assertThat(open.nanosLeft(600)).isEqualTo(TimeUnit.SECONDS.toNanos(10) - 500);
    }

    @RepeatedTest(50)
    void endsOnceWithAllThatWorkersHaveCountedAtTheSameTime() throws Exception {
        DispatchSpan span = read(4);
        List<Thread> workers = new ArrayList<>();
        for (int i = 0; i < 4; i++) workers.add(new Thread(() -> work(span)));

        workers.forEach(Thread::start);
        for (Thread worker : workers) worker.join();

        assertThat(spans.ended()).hasSize(1);
        assertThat(Spans.number(spans.ended().get(0), "eventrouter.recipients")).isEqualTo(12);
        assertThat(Spans.number(spans.ended().get(0), "eventrouter.written")).isEqualTo(8);
        assertThat(Spans.number(spans.ended().get(0), "eventrouter.dropped")).isEqualTo(4);
    }

    private static void work(DispatchSpan span) {
        SpanPart part = part(span, 110, 3);
        part.wasWritten(120);
        part.wasWritten(130);
        part.wasDropped();
        part.handIn();
    }

    /** Read at 100 ns. */
    private DispatchSpan read(int workers) {
        var event = RoutedRecords.traced(2, 0, "low", "a", SAMPLED);
        return spans.dispatch().read(event, workers, 100);
    }

    private static SpanPart part(DispatchSpan span, long nanos, int recipients) {
        SpanPart part = span.part(nanos);
        part.offered(recipients);
        return part;
    }
}
