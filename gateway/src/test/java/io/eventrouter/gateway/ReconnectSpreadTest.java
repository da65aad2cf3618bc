package io.eventrouter.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ReconnectSpreadTest {
    @Test
    void spreadsFewSessionsOverASecond() {
        assertThat(latestOf(3)).isBetween(900L, 999L);
    }

    @Test
    void spreadsManySessionsOverMoreTime() {
        assertThat(latestOf(5_000)).isBetween(9_000L, 9_999L);
    }

    @Test
    void keepsNobodyAwayForLongerThanHalfAMinute() {
        assertThat(latestOf(10_000_000)).isBetween(27_000L, 29_999L);
    }

    private static long latestOf(long sessions) {
        var spread = new ReconnectSpread(sessions, new Random(1));
        return LongStream.generate(spread).limit(1_000).max().orElseThrow();
    }
}
