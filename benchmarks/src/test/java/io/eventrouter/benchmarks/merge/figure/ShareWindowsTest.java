package io.eventrouter.benchmarks.merge.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ShareWindowsTest {
    private static final double EXACT = 1e-12;

    @Test
    void findsNoErrorInSharesThatAreExactInEveryWindow() {
        var windows = new ShareWindows(new int[] {2, 1}, new long[] {100, 100}, 3);

        feed(windows, 0, 0, 1, 0, 0, 1, 0, 0, 1);

        assertThat(windows.worst()).hasValue(0);
        assertThat(windows.worstRelative()).hasValue(0);
    }

    @Test
    void judgesWindowsThatOverlapToo() {
        var windows = new ShareWindows(new int[] {1, 1}, new long[] {100, 100}, 4);

        feed(windows, 0, 0, 1, 1, 1, 1, 0, 0);

        assertThat(windows.worst().orElseThrow()).isEqualTo(0.5, within(EXACT));
        assertThat(windows.worstRelative().orElseThrow()).isEqualTo(1, within(EXACT));
    }

    @Test
    void stopsWithTheLastEventOfTheFirstLevelThatRunsOut() {
        var windows = new ShareWindows(new int[] {1, 1}, new long[] {2, 100}, 2);

        feed(windows, 0, 1, 0, 1, 1, 1, 1);

        assertThat(windows.worst()).hasValue(0);
        assertThat(windows.counts()).containsExactly(2, 1);
    }

    @Test
    void hasNothingToSayOfLessThanAWindow() {
        var windows = new ShareWindows(new int[] {1, 1}, new long[] {100, 100}, 10);

        feed(windows, 0, 0, 0);

        assertThat(windows.worst()).isEmpty();
        assertThat(windows.worstRelative()).isEmpty();
    }

    @Test
    void refusesAnotherNumberOfLevelsThanOfWeights() {
        int[] weights = {1, 1};

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ShareWindows(weights, new long[] {1}, 10));
    }

    @Property
    void agreesWithCountingEachWindowByItself(
            @ForAll @Size(min = 1, max = 60) List<@IntRange(max = 2) Integer> ranks,
            @ForAll @IntRange(min = 1, max = 10) int window) {
        int[] weights = {4, 2, 1};
        var windows = new ShareWindows(weights, new long[] {100, 100, 100}, window);

        ranks.forEach(windows::next);

        double expected = worstByCounting(ranks, weights, window);
        if (ranks.size() < window) assertThat(windows.worst()).isEmpty();
        else assertThat(windows.worst().orElseThrow()).isEqualTo(expected, within(EXACT));
    }

    private static double worstByCounting(List<Integer> ranks, int[] weights, int window) {
        int sum = Arrays.stream(weights).sum();
        double worst = 0;
        for (int from = 0; from + window <= ranks.size(); from++)
            for (int rank = 0; rank < weights.length; rank++) {
                int level = rank;
                long count =
                        ranks.subList(from, from + window).stream().filter(r -> r == level).count();
                worst =
                        Math.max(
                                worst,
                                Math.abs((double) count / window - (double) weights[rank] / sum));
            }
        return worst;
    }

    private static void feed(ShareWindows windows, int... ranks) {
        for (int rank : ranks) windows.next(rank);
    }
}
