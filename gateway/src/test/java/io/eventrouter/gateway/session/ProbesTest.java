package io.eventrouter.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** When a client is asked, and what its answers say. */
class ProbesTest {
    private static final long MILLI = 1_000_000;
    private static final long TARGET = 5 * MILLI;

    private final SendBudget budget = new SendBudget(TARGET, 100_000);
    private final Probes probes = new Probes(budget, 0);

    @Test
    void asksBehindTheFirstEventAndThenNowAndThen() {
        assertThat(probes.sending(1, 0)).isTrue();
        probes.ask(0);
        probes.answered(1, MILLI);

        assertThat(probes.sending(1_000_000, Probes.CALM_NANOS - 1)).isFalse();
        assertThat(probes.sending(1, Probes.CALM_NANOS)).isTrue();
    }

    @Test
    void asksNoMoreWhileThereIsNoAnswer() {
        probes.sending(1, 0);
        probes.ask(0);

        assertThat(probes.sending(1, 2 * Probes.CALM_NANOS)).isFalse();
    }

    @Test
    void asksForEachPieceUnderPressureUpToABound() {
        press();
        for (int i = 0; i < Probes.MOST; i++) {
            assertThat(probes.sending(Probes.ASK_BYTES, i)).isTrue();
            probes.ask(i);
        }

        assertThat(probes.sending(Probes.ASK_BYTES, 100)).isFalse();
        assertThat(budget.underWay()).isEqualTo((long) Probes.MOST * Probes.ASK_BYTES);
    }

    @Test
    void putsSmallWritesTogetherUnderPressure() {
        press();
        probes.sending(1, 0);
        probes.ask(0);

        assertThat(probes.sending(Probes.ASK_BYTES - 1, 1)).isFalse();
        assertThat(probes.sending(1, 2)).isTrue();
    }

    @Test
    void countsWhatIsUnderWayUntilTheAnswerComes() {
        ask(1_000, 0);
        ask(2_000, 1);

        probes.answered(1, MILLI);
        assertThat(budget.underWay()).isEqualTo(2_000);
        probes.answered(2, MILLI);

        assertThat(budget.underWay()).isZero();
    }

    @Test
    void takesTheAnswerToALaterPingForThoseBefore() {
        ask(1_000, 0);
        ask(2_000, 1);

        probes.answered(2, MILLI);
        probes.answered(1, 2 * MILLI);

        assertThat(budget.underWay()).isZero();
        assertThat(probes.isUnanswered(1)).isFalse();
    }

    @Test
    void takesNoAnswerToWhatWasNotAsked() {
        ask(1_000, 0);

        probes.answered(2, MILLI);
        probes.answered(0, MILLI);
        probes.answered(-1, MILLI);

        assertThat(budget.underWay()).isEqualTo(1_000);
        assertThat(probes.isUnanswered(1)).isTrue();
    }

    @Test
    void countsNothingOfALateClientUntilItHasAnsweredAll() {
        ask(1_000, 0);
        probes.writeOff();
        ask(2_000, 1);
        assertThat(budget.underWay()).isZero();

        probes.answered(2, MILLI);
        press();
        ask(3_000, 2 * MILLI);

        assertThat(budget.underWay()).isEqualTo(3_000);
    }

    @Test
    void countsAgainOnceALateClientHasAnsweredWhatWasLate() {
        ask(1_000, 0);
        probes.writeOff();
        ask(2_000, 1);

        probes.answered(1, MILLI);
        ask(3_000, 2 * MILLI);

        assertThat(budget.underWay()).isEqualTo(3_000);
    }

    @Test
    void doesNotCountWhatWentOutBeforeThePressure() {
        ask(1_000, 0);
        probes.answered(1, MILLI);
        probes.sending(1_000_000, MILLI);
        probes.sending(1_000, 2 * MILLI);

        press();
        ask(Probes.ASK_BYTES, 3 * MILLI);

        assertThat(budget.underWay()).isEqualTo(Probes.ASK_BYTES);
    }

    @Test
    void doesNotCountTheLastThatWentOutBeforeThePressureEither() {
        probes.sending(1, 0);
        probes.ask(0);
        probes.answered(1, MILLI);
        probes.sending(60_000, 2 * MILLI);
        press();

        assertThat(probes.sending(1, 3 * MILLI)).isFalse();
        assertThat(probes.sending(Probes.ASK_BYTES, 3 * MILLI)).isTrue();
    }

    @Test
    void forgetsAShortestTimeThatIsOld() {
        answer(MILLI, 0);
        long later = 2 * Probes.SHORTEST_HOLDS_NANOS + 4 * MILLI;
        answer(50 * MILLI, later / 2);
        answer(50 * MILLI, later);
        press();
        long bound = budget.bound();

        answer(50 * MILLI, later + 100 * MILLI);

        assertThat(budget.bound()).isGreaterThan(bound);
    }

    private void answer(long took, long at) {
        ask(100_000, at);
        probes.answered(numberOfLast, at + took);
    }

    private long numberOfLast;

    private void ask(long bytes, long at) {
        probes.sending(bytes, at);
        numberOfLast = probes.ask(at).number();
    }

    private void press() {
        budget.look(SendBudget.PRESSURE_NANOS + 1, 0);
    }
}
