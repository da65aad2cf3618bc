package io.eventrouter.gateway.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.event.Priority;
import io.eventrouter.gateway.RoutedRecords;
import io.eventrouter.gateway.publish.PublishOutcome.Refused;
import io.eventrouter.gateway.session.ErrorCode;
import io.eventrouter.ingest.PublishException.Reason;
import io.eventrouter.ingest.PublishExceptions;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is counted of events of clients, and by what. */
@Timeout(30)
class PublishMetersTest {
    private static final Priority HIGH = RoutedRecords.PRIORITIES.all().get(1);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final PublishMeters meters =
            new PublishMeters(RoutedRecords.PRIORITIES, new InFlight(1, 1), registry);

    @Test
    void everyReasonIsThereFromTheStart() {
        assertThat(registry.find("eventrouter.gateway.publish.unavailable").counters())
                .extracting(counter -> counter.getId().getTag("reason"))
                .containsExactlyInAnyOrder("room", "time", "kafka", "gateway");
    }

    @Test
    void tellsWhatWasLackingApart() {
        meters.ended(HIGH, KafkaRefusals.NO_ROOM);
        meters.refused(KafkaRefusals.NO_ROOM);
        meters.ended(HIGH, KafkaRefusals.tooLate(Duration.ofSeconds(10)));
        meters.ended(HIGH, new KafkaRefusals().of(HIGH, PublishExceptions.of(Reason.UNREACHABLE)));
        meters.ended(HIGH, KafkaRefusals.STOPPING);

        assertThat(unavailable("room")).isEqualTo(2);
        assertThat(unavailable("time")).isOne();
        assertThat(unavailable("kafka")).isOne();
        assertThat(unavailable("gateway")).isOne();
    }

    @Test
    void lacksNothingWhereTheEventItselfIsRefused() {
        meters.refused(new Refused(ErrorCode.BAD_EVENT, "id: it is empty"));
        meters.ended(HIGH, new KafkaRefusals().of(HIGH, PublishExceptions.of(Reason.TOO_LARGE)));

        assertThat(registry.find("eventrouter.gateway.publish.unavailable").counters())
                .extracting(Counter::count)
                .containsOnly(0.0);
    }

    private double unavailable(String reason) {
        return registry.get("eventrouter.gateway.publish.unavailable")
                .tag("reason", reason)
                .counter()
                .count();
    }
}
