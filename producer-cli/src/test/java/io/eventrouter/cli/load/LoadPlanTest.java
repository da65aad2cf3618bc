package io.eventrouter.cli.load;

import static io.eventrouter.cli.load.LoadPlans.CRITICAL;
import static io.eventrouter.cli.load.LoadPlans.LOW;
import static io.eventrouter.cli.load.LoadPlans.plan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventrouter.cli.load.LoadSchedule.Due;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoadPlanTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void spreadsEachLevelEvenlyOverItsTime() {
        LoadPlan plan = plan(3, 0, SECOND);

        assertThat(plan.events(CRITICAL)).isEqualTo(3);
        assertThat(plan.dueNanos(CRITICAL, 1)).isEqualTo(333_333_333);
        assertThat(plan.dueNanos(CRITICAL, 4)).isEqualTo(1_333_333_333);
    }

    @Test
    void knowsWhenTheLastEventOfALongLoadIsDue() {
        LoadPlan plan = plan(200, 0, Duration.ofDays(7));

        assertThat(plan.dueNanos(CRITICAL, plan.events(CRITICAL)))
                .isEqualTo(Duration.ofDays(7).toNanos());
    }

    @Test
    void sendsLevelsSideBySideAndTheMoreUrgentFirstWhenBothAreDue() {
        List<Due> order = new ArrayList<>();

        var schedule = new LoadSchedule(plan(2, 4, SECOND));
        while (schedule.hasNext()) order.add(schedule.next());

        assertThat(order)
                .containsExactly(
                        new Due(CRITICAL, 0, 0),
                        new Due(LOW, 0, 0),
                        new Due(LOW, 1, 250_000_000),
                        new Due(CRITICAL, 1, 500_000_000),
                        new Due(LOW, 2, 500_000_000),
                        new Due(LOW, 3, 750_000_000));
    }

    @Test
    void refusesWhatHasNoBound() {
        assertThatThrownBy(() -> plan(1_000_000, 0, Duration.ofHours(1)))
                .hasMessage(
                        "3600000000 events in all: 200000000 at most are allowed; less --rate or"
                                + " --duration");
    }

    @Test
    void saysWhichRateIsOutOfRange() {
        assertThatThrownBy(() -> plan(-1, 1_000_001, SECOND))
                .hasMessage("--rate low 1000001: 1 to 1000000 are allowed");
    }

    @Test
    void saysWhichTimeIsOutOfRange() {
        assertThatThrownBy(() -> plan(1, 1, Duration.ofMillis(5)))
                .hasMessage("--duration 5ms: 100ms to 7d are allowed");
    }
}
