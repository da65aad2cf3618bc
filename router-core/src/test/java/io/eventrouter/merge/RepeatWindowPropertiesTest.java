package io.eventrouter.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class RepeatWindowPropertiesTest {
    /** Time passes, then an event comes. */
    record Arrival(int event, int millis) {}

    private record First(int event, long at) {}

    @Property(tries = 1000)
    void isARepeatExactlyIfItIsAmongTheLatestWithinTheWindow(
            @ForAll @IntRange(min = 1, max = 100) int windowMillis,
            @ForAll @IntRange(min = 1, max = 20) int most,
            @ForAll("arrivals") List<Arrival> arrivals) {
        var window = new RepeatWindow(windowMillis, most);
        List<First> firsts = new ArrayList<>();
        long now = 0;

        for (Arrival arrival : arrivals) {
            now += arrival.millis();
            long at = now;
            firsts.removeIf(f -> at - f.at() >= windowMillis);
            boolean known = firsts.stream().anyMatch(f -> f.event() == arrival.event());

            assertThat(window.isRepeat(new RepeatWindow.Key(arrival.event(), 1), now))
                    .isEqualTo(known);

            if (!known) firsts.add(new First(arrival.event(), now));
            if (firsts.size() > most) firsts.remove(0);
            assertThat(window.size()).isEqualTo(firsts.size());
        }
    }

    @Example
    void remembersTheLatestUnderAFloodOfOthers() {
        var window = new RepeatWindow(60_000, 1_000);
        for (int i = 0; i < 100_000; i++) window.isRepeat(new RepeatWindow.Key(i, i), 5);

        for (int i = 99_000; i < 100_000; i++)
            assertThat(window.isRepeat(new RepeatWindow.Key(i, i), 6)).isTrue();

        assertThat(window.size()).isEqualTo(1_000);
        assertThat(window.isRepeat(new RepeatWindow.Key(98_999, 98_999), 7)).isFalse();
    }

    @Provide
    Arbitrary<List<Arrival>> arrivals() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 30),
                        Arbitraries.integers().between(0, 20))
                .as(Arrival::new)
                .list()
                .ofMaxSize(200);
    }
}
