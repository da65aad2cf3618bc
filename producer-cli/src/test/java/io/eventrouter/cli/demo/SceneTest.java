package io.eventrouter.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventrouter.event.Event;
import io.eventrouter.event.Priorities;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SceneTest {
    private static final Priorities LEVELS = Priorities.standard();

    @Property(tries = 50)
    void hasTwelveAlertsAmongOtherThingsHoweverLongItIs(
            @ForAll @IntRange(min = Scene.LEAST_EVENTS, max = 5_000) int size) {
        List<Act> acts = scene(LEVELS).acts(size);

        assertThat(acts).hasSize(size);
        assertThat(acts).filteredOn(a -> a.priority().name().equals("critical")).hasSize(12);
        assertThat(acts).filteredOn(a -> a.priority().name().equals("normal")).isNotEmpty();
        assertThat(acts).filteredOn(a -> a.priority().name().equals("low")).isNotEmpty();
    }

    @Test
    void spreadsAlertsEvenly() {
        List<Integer> alerts =
                scene(LEVELS).acts(1_300).stream()
                        .filter(a -> a.priority().rank() == 0)
                        .map(Act::number)
                        .toList();

        assertThat(alerts).startsWith(99, 199).endsWith(1_199);
    }

    @Test
    void staysInItsNamespaceAndNumbersItsEvents() {
        List<Act> acts = scene(LEVELS).acts(500);

        assertThat(acts).allMatch(a -> a.channel().name().startsWith("demo.x."));
        assertThat(acts).extracting(Act::number).isSorted().doesNotHaveDuplicates();
        assertThat(acts).allMatch(a -> a.data().startsWith("{\"n\":" + a.number() + ","));
    }

    @Test
    void makesEventsThatCanBePublished() {
        Act act = scene(LEVELS).rehearsal().get(0);
        var now = Instant.parse("2026-03-04T05:06:07Z");

        Event event = act.event(now);

        assertThat(event.time()).contains(now);
        assertThat(event.channel()).isEqualTo(act.channel());
        assertThat(event.contentType()).contains("application/json");
    }

    @Test
    void makesDoWithTwoLevels() {
        List<Act> acts = scene(Priorities.of(List.of("now", "later"))).acts(200);

        assertThat(acts).extracting(a -> a.priority().name()).contains("now", "later");
    }

    @Test
    void refusesOneLevelAndSizesWithoutBound() {
        assertThatThrownBy(() -> scene(Priorities.of(List.of("only"))))
                .hasMessageContaining("two levels");
        assertThatThrownBy(() -> scene(LEVELS).acts(99)).hasMessageContaining("100 to 100000");
        assertThatThrownBy(() -> scene(LEVELS).acts(100_001)).hasMessageContaining("100 to 100000");
    }

    private static Scene scene(Priorities levels) {
        return new Scene("demo.x", levels, new SplittableRandom(1));
    }
}
