package io.eventrouter.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventrouter.cli.client.Disconnection.Closed;
import io.eventrouter.cli.client.Disconnection.Left;
import io.eventrouter.cli.client.Disconnection.Lost;
import io.eventrouter.cli.client.Disconnection.Refused;
import io.eventrouter.cli.client.Disconnection.SubscriptionRefused;
import io.eventrouter.cli.client.Disconnection.Unusable;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FullJitterTest {
    private static final Duration BASE = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Optional<Duration> NO_HINT = Optional.empty();

    private final FullJitter policy = new FullJitter(BASE, LONGEST, new SplittableRandom(1));

    @ParameterizedTest
    @ValueSource(ints = {1001, 1005, 1011, 1012, 1013, 4000})
    void comesBackAfterACloseThatIsOnlyPassing(int code) {
        var closed = new Closed(code, "");

        Optional<Duration> delay = policy.delayAfter(closed, NO_HINT, 1);

        assertThat(delay).isPresent();
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1002, 1003, 1007, 1008, 1009, 1010})
    void givesUpAfterACloseThatWouldComeAgain(int code) {
        var closed = new Closed(code, "");

        Optional<Duration> delay = policy.delayAfter(closed, NO_HINT, 1);

        assertThat(delay).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"token-expired", "rate"})
    void comesBackWhereAFreshTokenOrMorePatienceMayHelp(String reason) {
        var closed = new Closed(1008, reason);

        Optional<Duration> delay = policy.delayAfter(closed, NO_HINT, 1);

        assertThat(delay).isPresent();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 400, 401, 403, 404, 426})
    void givesUpWhenTheHandshakeWasRefusedForGood(int status) {
        var refused = new Refused(status, NO_HINT);

        Optional<Duration> delay = policy.delayAfter(refused, NO_HINT, 1);

        assertThat(delay).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504})
    void comesBackWhenTheHandshakeWasRefusedForNow(int status) {
        var refused = new Refused(status, NO_HINT);

        Optional<Duration> delay = policy.delayAfter(refused, NO_HINT, 1);

        assertThat(delay).isPresent();
    }

    @Test
    void givesUpWhereTheTwoSidesDoNotUnderstandEachOther() {
        assertThat(policy.delayAfter(new Unusable("html"), NO_HINT, 1)).isEmpty();
        assertThat(policy.delayAfter(new SubscriptionRefused("a", "limit", ""), NO_HINT, 1))
                .isEmpty();
        assertThat(policy.delayAfter(new Left(), NO_HINT, 1)).isEmpty();
    }

    @Test
    void comesBackWhenTheGatewaySaid() {
        var hint = Optional.of(Duration.ofMillis(1_234));

        Optional<Duration> delay = policy.delayAfter(new Closed(1012, "draining"), hint, 5);

        assertThat(delay).isEqualTo(hint);
    }

    @Test
    void takesRetryAfterForAHint() {
        var retryAfter = Optional.of(Duration.ofSeconds(7));

        Optional<Duration> delay = policy.delayAfter(new Refused(503, retryAfter), NO_HINT, 1);

        assertThat(delay).isEqualTo(retryAfter);
    }

    @Property
    void waitsNoLongerThanTheBoundOfThatFailure(
            @ForAll @IntRange(min = 1, max = 1_000_000) int failures, @ForAll long seed) {
        var jitter = new FullJitter(BASE, LONGEST, new SplittableRandom(seed));
        double bound = Math.min(30e9, 500e6 * Math.pow(2, failures - 1.0));

        Duration delay = jitter.delayAfter(new Lost("gone"), NO_HINT, failures).orElseThrow();

        assertThat((double) delay.toNanos()).isBetween(0.0, bound);
    }

    @Test
    void spreadsDelaysOverAllOfTheBound() {
        RandomGenerator random = new SplittableRandom(7);
        var jitter = new FullJitter(BASE, LONGEST, random);

        double mean =
                IntStream.range(0, 10_000)
                        .mapToLong(i -> delayOf(jitter, 3).toMillis())
                        .average()
                        .orElseThrow();

        // Full jitter: evenly from 0 to 2,000 ms.
        assertThat(mean).isBetween(960.0, 1_040.0);
    }

    private static Duration delayOf(FullJitter jitter, int failures) {
        return jitter.delayAfter(new Lost("gone"), NO_HINT, failures).orElseThrow();
    }

    @Test
    void refusesABackOffThatShrinks() {
        assertThatThrownBy(
                        () ->
                                new FullJitter(
                                        LONGEST, Duration.ofSeconds(1), new SplittableRandom()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0 < base <= longest");
    }
}
