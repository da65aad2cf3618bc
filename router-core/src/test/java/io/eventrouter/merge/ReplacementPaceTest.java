package io.eventrouter.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class ReplacementPaceTest {
    @Test
    void replacesTheFirstAtOnceAndWaitsLongerEachTime() {
        var pace = ReplacementPace.firstFailure(0);
        var pauses = new ArrayList<Long>();

        for (int i = 0; i < 8; i++) {
            pauses.add(pace.pause().toMillis());
            pace = pace.nextFailure(Duration.ofSeconds(i).toNanos());
        }

        assertThat(pauses).containsExactly(0L, 250L, 500L, 1000L, 2000L, 4000L, 8000L, 10_000L);
    }

    @Test
    void beginsAgainAfterAQuietMinute() {
        var pace = ReplacementPace.firstFailure(0).nextFailure(1).nextFailure(2);

        assertThat(pace.nextFailure(Duration.ofSeconds(62).toNanos()).pause()).isZero();
        assertThat(pace.nextFailure(Duration.ofSeconds(59).toNanos()).pause())
                .isEqualTo(Duration.ofSeconds(1));
    }
}
