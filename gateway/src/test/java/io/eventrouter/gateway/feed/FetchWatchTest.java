package io.eventrouter.gateway.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.gateway.ManualClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FetchWatchTest {
    private final ManualClock clock = new ManualClock();
    private double answers;
    private final FetchWatch watch = new FetchWatch(() -> answers, clock);

    @Test
    void noticesThatNoFetchIsAnswered() {
        assertThat(watch.isCutOff(false)).isFalse();

        clock.pass(Duration.ofSeconds(16));

        assertThat(watch.isCutOff(false)).isTrue();
    }

    @Test
    void isSatisfiedByAnyAnswer() {
        watch.isCutOff(false);
        clock.pass(Duration.ofSeconds(14));
        answers++;
        watch.isCutOff(false);

        clock.pass(Duration.ofSeconds(14));

        assertThat(watch.isCutOff(false)).isFalse();
    }

    @Test
    void expectsNoAnswerWhilePaused() {
        watch.isCutOff(true);
        clock.pass(Duration.ofSeconds(60));

        assertThat(watch.isCutOff(true)).isFalse();
        assertThat(watch.isCutOff(false)).isFalse();
    }

    @Test
    void saysNothingWhereTheCountIsNotKnown() {
        answers = Double.NaN;
        watch.isCutOff(false);

        clock.pass(Duration.ofSeconds(60));

        assertThat(watch.isCutOff(false)).isFalse();
    }
}
