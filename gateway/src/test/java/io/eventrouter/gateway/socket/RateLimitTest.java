package io.eventrouter.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RateLimitTest {
    private static final long SECOND = 1_000_000_000L;

    /** Near the edge, as a nano clock may be. */
    private static final long START = Long.MAX_VALUE - SECOND;

    private final RateLimit limit = RateLimit.of(10, 25);

    @Test
    void letsABurstPassAndNoMore() {
        long state = limit.initial(START);
        for (int i = 0; i < 25; i++) state = limit.next(state, START);

        long next = limit.next(state, START);

        assertThat(state).isNotEqualTo(RateLimit.EXCEEDED);
        assertThat(next).isEqualTo(RateLimit.EXCEEDED);
    }

    @Test
    void letsTheEvenRatePassForEver() {
        long state = limit.initial(START);

        for (int i = 1; i <= 10_000; i++) state = limit.next(state, START + i * SECOND / 10);

        assertThat(state).isNotEqualTo(RateLimit.EXCEEDED);
    }

    @Property(tries = 300)
    void neverLetsMorePassThanBurstAndRateAllow(
            @ForAll @Size(min = 1, max = 200) List<@IntRange(max = 200_000_000) Integer> pauses) {
        long now = START;
        long state = limit.initial(now);
        int passed = 0;
        for (int pause : pauses) {
            now += pause;
            long next = limit.next(state, now);
            if (next == RateLimit.EXCEEDED) continue;
            state = next;
            passed++;
        }

        long allowed = 25 + (now - START) * 10 / SECOND + 1;
        assertThat((long) passed).isLessThanOrEqualTo(allowed);
    }
}
