package io.eventrouter.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** When there is a bound on what is under way, how large it is, and who counts. */
class SendBudgetTest {
    private static final long MILLI = 1_000_000;
    private static final long TARGET = 5 * MILLI;
    private static final long LEAST = 100_000;

    private final SendBudget budget = new SendBudget(TARGET, LEAST);
    private final Probes probes = new Probes(budget, 0);

    @Test
    void hasRoomForAllWithoutPressure() {
        ask(10 * LEAST, 0);

        assertThat(budget.hasRoom()).isTrue();
        assertThat(budget.nanosLeft(0)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void hasNoMoreRoomUnderPressureThanItsBound() {
        press(0);

        ask(LEAST - 1, 0);
        assertThat(budget.hasRoom()).isTrue();
        ask(1, 0);

        assertThat(budget.hasRoom()).isFalse();
    }

    @Test
    void isPressedFromALongWaitUntilAllWaitsAreShort() {
        budget.look(SendBudget.PRESSURE_NANOS, 0);
        assertThat(budget.isPressed()).isFalse();
        budget.look(SendBudget.PRESSURE_NANOS + 1, 1);
        budget.look(SendBudget.CALM_NANOS + 1, 2);
        assertThat(budget.isPressed()).isTrue();

        budget.look(SendBudget.CALM_NANOS, 3);

        assertThat(budget.isPressed()).isFalse();
    }

    @Test
    void isNeverPressedWithoutATarget() {
        var unbounded = new SendBudget(0, LEAST);

        unbounded.look(Long.MAX_VALUE, 0);

        assertThat(unbounded.isPressed()).isFalse();
    }

    @Test
    void growsWhileAnswersComeSoonByATenthOfWhatTheyConfirm() {
        press(0);

        answer(50_000, 0, MILLI);

        assertThat(budget.bound()).isEqualTo(LEAST + 5_000);
    }

    @Test
    void shrinksWhileAnswersComeLateButNotBelowItsLeast() {
        press(0);
        answer(10 * LEAST, 0, MILLI);
        long grown = budget.bound();

        answer(LEAST, 10 * MILLI, 200 * MILLI);
        assertThat(budget.bound()).isEqualTo(grown - LEAST / 10);
        for (int i = 0; i < 100; i++) answer(LEAST, 1_000 * MILLI + i, 200 * MILLI);

        assertThat(budget.bound()).isEqualTo(LEAST);
    }

    @Test
    void allowsALongWayAsMuchAgain() {
        press(0);
        answer(LEAST, 0, 80 * MILLI);
        long before = budget.bound();

        answer(LEAST, 1_000 * MILLI, 160 * MILLI);

        assertThat(budget.bound()).isGreaterThan(before);
    }

    @Test
    void countsALateClientNoMore() {
        press(0);
        ask(2 * LEAST, 0);
        assertThat(budget.nanosLeft(MILLI)).isEqualTo(SendBudget.LATE_NANOS - MILLI);

        press(SendBudget.LATE_NANOS);

        assertThat(budget.hasRoom()).isTrue();
        assertThat(budget.underWay()).isZero();
    }

    /** Whoever answers or does not, in any order: what is counted is right, and room comes back. */
    @Property
    void neverCountsWrongNorRunsOutOfRoomForEver(
            @ForAll @Size(max = 200) List<@IntRange(min = 0, max = 999) Integer> acts) {
        var clients = new ArrayList<Probes>();
        for (int i = 0; i < 4; i++) clients.add(new Probes(budget, 0));
        var asked = new long[4];
        long now = 0;
        press(now);
        for (int act : acts) {
            int client = act % 4;
            now += act * MILLI / 10;
            if (act < 600 && clients.get(client).sending(act * 100L, now))
                asked[client] = clients.get(client).ask(now).number();
            else if (act < 950) clients.get(client).answered(asked[client] - act % 3, now);
            else clients.get(client).writeOff();
            press(now);
            assertThat(budget.underWay()).isNotNegative();
        }

        press(now + SendBudget.LATE_NANOS);

        assertThat(budget.underWay()).isZero();
        assertThat(budget.bound()).isBetween(LEAST, SendBudget.MOST_BYTES);
    }

    private void press(long now) {
        budget.look(SendBudget.PRESSURE_NANOS + 1, now);
    }

    private long ask(long bytes, long at) {
        probes.sending(bytes, at);
        return probes.ask(at).number();
    }

    private void answer(long bytes, long at, long took) {
        probes.answered(ask(bytes, at), at + took);
    }
}
