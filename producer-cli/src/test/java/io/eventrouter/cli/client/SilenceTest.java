package io.eventrouter.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.cli.client.Silence.Step;
import io.eventrouter.cli.client.Silence.Verdict;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SilenceTest {
    private final Silence silence = Silence.ofHeartbeat(Duration.ofNanos(1_000));

    @Test
    void waitsUntilAHeartbeatIsOverdue() {
        Verdict verdict = silence.after(400);

        assertThat(verdict).isEqualTo(new Verdict(Step.WAIT, 850));
    }

    @Test
    void asksWhenAHeartbeatIsOverdue() {
        Verdict verdict = silence.after(1_250);

        assertThat(verdict).isEqualTo(new Verdict(Step.PING, 1_250));
    }

    @Test
    void givesUpAfterTwoAndAHalfHeartbeats() {
        Verdict verdict = silence.after(2_500);

        assertThat(verdict.step()).isEqualTo(Step.GIVE_UP);
    }
}
