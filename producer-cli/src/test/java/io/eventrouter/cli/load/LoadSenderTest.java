package io.eventrouter.cli.load;

import static io.eventrouter.cli.load.LoadPlans.CRITICAL;
import static io.eventrouter.cli.load.LoadPlans.plan;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.cli.publish.FakeKafka;
import io.eventrouter.event.Event;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LoadSenderTest {
    private static final int MIB = 1 << 20;

    private final FakeKafka kafka = new FakeKafka();
    private final AtomicBoolean stop = new AtomicBoolean();

    @Test
    void sendsEveryEventWithItsSizeLevelAndNumber() {
        LevelFigures figures = send(plan(20, 0, Duration.ofMillis(500)));

        assertThat(figures.sent()).isEqualTo(10);
        assertThat(figures.acknowledged()).isEqualTo(10);
        assertThat(kafka.published()).allMatch(event -> event.data().length == 64);
        assertThat(kafka.published()).extracting(event -> event.id().id()).contains("x.0", "x.9");
        assertThat(kafka.published().get(9).channel().name()).isEqualTo("load.x.c0");
    }

    @Test
    void keepsABoundedNumberUnderWayWhenKafkaIsAway() {
        kafka.hold();

        LevelFigures figures = send(plan(500, 0, Duration.ZERO, Duration.ofMillis(200), MIB));

        assertThat(kafka.published().stream().mapToLong(LoadSenderTest::bytes).sum())
                .isLessThanOrEqualTo(16L * MIB);
        assertThat(figures.unsent()).isPositive();
        assertThat(figures.unknown()).isEqualTo(figures.sent());
    }

    @Test
    void countsWhatIsNotAcknowledgedWithItsReason() {
        kafka.failing(event -> event.id().id().equals("x.3"));

        LoadReport report = run(plan(20, 0, Duration.ofMillis(500)));

        assertThat(report.levels().get(0).failed()).isEqualTo(1);
        assertThat(report.failures()).containsOnlyKeys("no leader");
        assertThat(report.isGood()).isFalse();
    }

    @Test
    void sendsNothingMoreOnceItIsStopped() {
        kafka.then(event -> stop.set(kafka.published().size() >= 3));

        LoadReport report = run(plan(1_000, 0, Duration.ofMinutes(1)));

        assertThat(report.levels().get(0).sent()).isEqualTo(3);
        assertThat(report.isGood()).isTrue();
        assertThat(report.stopped()).isTrue();
    }

    private LevelFigures send(LoadPlan plan) {
        LevelFigures figures = run(plan).levels().get(0);
        assertThat(figures.level()).isEqualTo(CRITICAL);
        return figures;
    }

    private LoadReport run(LoadPlan plan) {
        try (var run = new LoadRun(plan, "x", false, stop::get)) {
            run.send(kafka, Duration.ofMillis(100));
            return run.report();
        }
    }

    private static long bytes(Event event) {
        return event.data().length;
    }
}
