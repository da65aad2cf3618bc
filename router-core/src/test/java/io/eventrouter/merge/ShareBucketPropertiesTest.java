package io.eventrouter.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;

class ShareBucketPropertiesTest {
    /** True: one's own wants to go; false: another's was served. */
    @Property(tries = 500)
    void neverGivesMoreThanTheShareAndABurst(
            @ForAll @DoubleRange(min = 0.01, max = 0.99) double share,
            @ForAll List<Boolean> order) {
        var bucket = new ShareBucket(share);
        int taken = 0;
        int others = 0;
        for (int round = 0; round < 50; round++)
            for (boolean own : order) {
                if (own && bucket.tryTake()) taken++;
                if (!own) {
                    others++;
                    bucket.earn();
                }
            }

        assertThat((double) taken)
                .isLessThanOrEqualTo(ShareBucket.BURST + others * share / (1 - share) + 0.01);
    }

    @Property(tries = 200)
    void givesTheWholeShareToWhoeverAsksAllTheTime(
            @ForAll @DoubleRange(min = 0.01, max = 0.99) double share) {
        var bucket = new ShareBucket(share);
        while (bucket.tryTake()) {}
        int taken = 0;
        for (int others = 0; others < 10_000; others++) {
            bucket.earn();
            while (bucket.tryTake()) taken++;
        }

        double expected = 10_000 * share / (1 - share);
        assertThat((double) taken).isBetween(expected - 2, expected + 2);
    }

    @Example
    void losesNoTokenBetweenThreads() {
        var bucket = new ShareBucket(0.5);
        while (bucket.tryTake()) {}
        Runnable earnAndTake =
                () -> {
                    for (int i = 0; i < 100_000; i++) {
                        bucket.earn();
                        while (!bucket.tryTake()) Thread.onSpinWait();
                    }
                };

        CompletableFuture<?>[] threads =
                IntStream.range(0, 4)
                        .mapToObj(i -> CompletableFuture.runAsync(earnAndTake))
                        .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(threads).orTimeout(30, TimeUnit.SECONDS).join();

        assertThat(bucket.tryTake()).isFalse();
    }

    @Example
    void refusesWhatIsNoShare() {
        Stream.of(0.0, 1.0, -1.0, Double.NaN)
                .forEach(
                        share ->
                                assertThatThrownBy(() -> new ShareBucket(share))
                                        .isInstanceOf(IllegalArgumentException.class));
    }
}
