package io.eventrouter.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
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
    void spreadsThemOverLessWhereTheirClosesAreSpreadAlready() {
        assertThat(latestOf(5_000, Duration.ofSeconds(4))).isBetween(5_400L, 5_999L);
    }

    @Test
    void keepsNobodyAwayForLongerThanHalfAMinute() {
        assertThat(latestOf(10_000_000)).isBetween(27_000L, 29_999L);
    }

    private static long latestOf(long sessions) {
        return latestOf(sessions, Duration.ZERO);
    }

    private static long latestOf(long sessions, Duration window) {
        var spread = new ReconnectSpread(sessions, window, new Random(1));
        return LongStream.generate(spread).limit(1_000).max().orElseThrow();
    }
}
