package io.eventrouter.gateway.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.gateway.ManualClock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FetchWatchTest {
    private final ManualClock clock = new ManualClock();
    private final Map<Integer, Double> answers = new HashMap<>();
    private final FetchWatch watch = new FetchWatch(() -> answers, clock);

    @BeforeEach
    void oneBrokerIsReadFrom() {
        answers.put(1, 0.0);
    }

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
        answers.put(1, 1.0);
        watch.isCutOff(false);

        clock.pass(Duration.ofSeconds(14));

        assertThat(watch.isCutOff(false)).isFalse();
    }

    @Test
    void noticesABrokerThatIsSilentWhileAnotherAnswers() {
        answers.put(2, 0.0);
        watch.isCutOff(false);

        clock.pass(Duration.ofSeconds(16));
        answers.put(1, 40.0);

        assertThat(watch.isCutOff(false)).isTrue();
    }

    @Test
    void endsWhenTheSilentBrokerAnswersAgain() {
        watch.isCutOff(false);
        clock.pass(Duration.ofSeconds(16));
        watch.isCutOff(false);

        clock.pass(Duration.ofSeconds(1));
        answers.put(1, 1.0);

        assertThat(watch.isCutOff(false)).isFalse();
    }

    @Test
    void expectsNothingOfABrokerThatIsReadFromNoMore() {
        answers.put(2, 0.0);
        watch.isCutOff(false);

        clock.pass(Duration.ofSeconds(16));
        answers.put(1, 40.0);
        answers.remove(2);

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
        answers.clear();
        watch.isCutOff(false);

        clock.pass(Duration.ofSeconds(60));

        assertThat(watch.isCutOff(false)).isFalse();
    }
}
