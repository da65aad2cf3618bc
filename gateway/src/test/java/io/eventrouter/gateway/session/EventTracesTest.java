package io.eventrouter.gateway.session;

import static io.eventrouter.gateway.RoutedRecords.expiring;
import static io.eventrouter.gateway.RoutedRecords.routed;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.event.Position;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a gateway remembers of the events that it dispatched. */
@Timeout(30)
class EventTracesTest {
    private final OneWorker one = new OneWorker(OneWorker.settings(2, 1 << 20));
    private final FakeSink sink = FakeSink.fast();
    private final FakeSink stalled = FakeSink.stalled();

    @Test
    void countsTheSessionsThatAnEventWasSentTo() {
        one.openSubscribed(sink, "orders.*");
        one.openSubscribed(FakeSink.fast(), "orders.eu");
        one.openSubscribed(FakeSink.fast(), "chat.*");

        one.dispatch(routed(2, 7, "low", "orders.eu"));

        DeliveryReport report = only("2-7");
        assertThat(report.position()).isEqualTo(new Position(2, 7));
        assertThat(report.priority()).isEqualTo("low");
        assertThat(report.channel()).isEqualTo("orders.eu");
        assertThat(report.sessions()).isEqualTo(2);
        assertThat(report.sent()).isEqualTo(2);
        assertThat(report.waiting()).isZero();
        assertThat(report.dropped()).isEmpty();
    }

    @Test
    void knowsAnEventThatNobodyWanted() {
        one.dispatch(routed(2, 7, "low", "orders.eu"));

        assertThat(only("2-7").sessions()).isZero();
    }

    @Test
    void tellsWhereItWaitsAndWhyItWasDropped() {
        one.openSubscribed(stalled, "a");
        one.dispatch(routed(2, 0, "low", "a")); // in flight for ever
        one.dispatch(routed(2, 1, "low", "a"));
        assertThat(only("2-1").waiting()).isEqualTo(1);
        one.dispatch(routed(2, 2, "low", "a"));

        one.dispatch(routed(2, 3, "low", "a")); // one too many

        assertThat(only("2-0").sent()).isEqualTo(1);
        assertThat(only("2-1").dropped()).isEqualTo(Map.of("slow-consumer", 1L));
        assertThat(only("2-3").dropped()).isEqualTo(Map.of("slow-consumer", 1L));
    }

    @Test
    void tellsThatAnEventCameTooLate() {
        one.openSubscribed(sink, "a");

        one.dispatch(expiring(2, 0, "low", "a", one.clock.instant().minusSeconds(1).toString()));

        assertThat(only("2-0").dropped()).isEqualTo(Map.of("expired", 1L));
    }

    @Test
    void looksForTheSourceTooWhereItIsGiven() {
        one.dispatch(routed(2, 0, "low", "a"));

        assertThat(traces().find("2-0", Optional.of("/test")).events()).hasSize(1);
        assertThat(traces().find("2-0", Optional.of("/other")).events()).isEmpty();
        assertThat(traces().find("2-1", Optional.empty()).events()).isEmpty();
    }

    @Test
    void forgetsTheOldestAndSaysSinceWhenItRemembers() {
        for (int offset = 0; offset <= EventTraces.CAPACITY; offset++)
            one.dispatch(routed(2, offset, "low", "a"));

        DeliveryReports found = traces().find("2-0", Optional.empty());

        assertThat(found.events()).isEmpty();
        assertThat(found.sinceMillis()).hasValue(one.clock.millis());
        assertThat(traces().find("2-1", Optional.empty()).events()).hasSize(1);
    }

    @Test
    void addsUpWhatTheWorkersDid() {
        var one = report("0:1", 10, 2, 1, Map.of("expired", 1L));
        var other = report("0:1", 5, 3, 3, Map.of());
        var elsewhere = report("0:2", 7, 1, 1, Map.of());

        DeliveryReports all =
                DeliveryReports.merged(List.of(reports(one, elsewhere), reports(other), reports()));

        assertThat(all.events())
                .containsExactly(report("0:1", 5, 5, 4, Map.of("expired", 1L)), elsewhere);
        assertThat(all.sinceMillis()).isEmpty();
    }

    private static DeliveryReports reports(DeliveryReport... events) {
        return new DeliveryReports(java.util.OptionalLong.empty(), List.of(events));
    }

    private static DeliveryReport report(
            String position, long dispatched, long sessions, long sent, Map<String, Long> dropped) {
        return new DeliveryReport(
                "1",
                "/s",
                Position.parse(position),
                "low",
                "a",
                0,
                dispatched,
                sessions,
                sent,
                dropped);
    }

    private EventTraces traces() {
        return one.worker.shard().traces();
    }

    private DeliveryReport only(String id) {
        List<DeliveryReport> found = traces().find(id, Optional.empty()).events();
        assertThat(found).hasSize(1);
        return found.get(0);
    }
}
