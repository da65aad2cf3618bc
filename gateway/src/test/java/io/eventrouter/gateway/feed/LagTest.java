package io.eventrouter.gateway.feed;

import static io.eventrouter.gateway.RoutedRecords.LEVELS;
import static io.eventrouter.gateway.RoutedRecords.routed;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.config.LevelSettings;
import io.eventrouter.gateway.ManualClock;
import io.eventrouter.topics.Lane;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LagTest {
    private static final Duration LIMIT = Duration.ofSeconds(1);
    private static final int CRITICAL = 0;
    private static final int HIGH = 1;
    private static final int NORMAL = 2;
    private static final int LOW = 3;

    private final ManualClock clock = new ManualClock();
    private LookAhead lookAhead = lookAhead(LEVELS, LIMIT);
    private long offset;

    @Test
    void takesTheMostUrgentSharedLevelFirstWhileItLags() {
        addEach(50, "low", "normal", "high");
        becomeLate();

        List<Integer> ranks = take(49);

        assertThat(ranks.stream().filter(r -> r == HIGH).count()).isGreaterThanOrEqualTo(43);
    }

    @Test
    void takesExpressEventsBeforeThose() {
        addEach(10, "high");
        add(Lane.EXPRESS, "critical");
        becomeLate();

        List<Integer> ranks = take(2);

        assertThat(ranks).containsExactly(CRITICAL, HIGH);
    }

    @Test
    void takesOneInEightByWeightHoweverLongItLags() {
        addEach(1_000, "low", "normal", "high");
        becomeLate();

        List<Integer> ranks = take(8 * 70);

        assertThat(ranks.stream().filter(r -> r == NORMAL).count()).isEqualTo(20);
        assertThat(ranks.stream().filter(r -> r == LOW).count()).isEqualTo(10);
    }

    @Test
    void takesTheOthersWithoutDelayWhenNothingUrgentWaits() {
        addEach(20, "low", "normal");
        becomeLate();

        List<Integer> ranks = take(40);

        assertThat(ranks).doesNotContain(HIGH).hasSize(40);
    }

    @Test
    void lagsUntilNoEventHasWaitedForMoreThanHalfTheLimit() {
        addEach(1, "low");
        becomeLate();
        take(1);
        addEach(1, "low");

        look(LIMIT.dividedBy(2).plusNanos(1));
        assertThat(lookAhead.lag().isLagging()).isTrue();

        take(1);
        look(Duration.ZERO);
        assertThat(lookAhead.lag().isLagging()).isFalse();
    }

    @Test
    void doesNotLagBelowTheLimit() {
        addEach(1, "low");

        look(LIMIT.minusNanos(1));

        assertThat(lookAhead.lag()).isEqualTo(new LagStatus(LIMIT.minusNanos(1), 0));
    }

    @Test
    void tellsHowLongTheOldestHasWaitedOfWhateverLevel() {
        addEach(1, "low");
        clock.pass(Duration.ofMillis(300));
        add(Lane.EXPRESS, "critical");

        look(LIMIT);

        assertThat(lookAhead.lag()).isEqualTo(new LagStatus(LIMIT.plusMillis(300), 1));
    }

    @Test
    void neverLagsWithoutALimit() {
        lookAhead = lookAhead(LEVELS, Duration.ZERO);
        addEach(1, "low");

        look(Duration.ofDays(1));

        assertThat(lookAhead.lag().isLagging()).isFalse();
    }

    @Test
    void changesNothingWhereAllLevelsAreExpress() {
        lookAhead = lookAhead(LevelSettings.parse("critical:express,high:express"), LIMIT);
        add(Lane.EXPRESS, "high");
        add(Lane.EXPRESS, "critical");
        becomeLate();

        List<Integer> ranks = take(2);

        assertThat(ranks).containsExactly(CRITICAL, HIGH);
    }

    private void becomeLate() {
        look(LIMIT);
    }

    /** That much later the worker looks. */
    private void look(Duration later) {
        clock.pass(later);
        lookAhead.reader(0).look(clock.getAsLong());
    }

    private void addEach(int times, String... levels) {
        for (int i = 0; i < times; i++) for (String level : levels) add(Lane.SHARED, level);
    }

    private void add(Lane lane, String level) {
        lookAhead.add(lane, routed(lane == Lane.EXPRESS ? 0 : 2, offset++, level, "a"));
    }

    private List<Integer> take(int events) {
        Reader reader = lookAhead.reader(0);
        var ranks = new ArrayList<Integer>();
        for (int i = 0; i < events; i++) {
            RoutedEvent event = reader.poll();
            ranks.add(event.rank());
            reader.dispatched(event);
        }
        return ranks;
    }

    private LookAhead lookAhead(LevelSettings levels, Duration limit) {
        return new LookAhead(
                new LevelOrder(levels),
                1,
                new LookAhead.Bounds(1 << 20, limit),
                new long[4],
                clock);
    }
}
