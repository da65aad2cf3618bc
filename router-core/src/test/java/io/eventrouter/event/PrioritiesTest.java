package io.eventrouter.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrioritiesTest {

    @Test
    void areRankedAsTheyAreNamed() {
        Priorities priorities = Priorities.standard();

        assertThat(priorities.all())
                .extracting(Priority::name)
                .containsExactly("critical", "high", "normal", "low");
        assertThat(priorities.require("normal").rank()).isEqualTo(2);
        assertThat(priorities.byRank(2)).isEqualTo(priorities.require("normal"));
        assertThat(priorities.lowest().name()).isEqualTo("low");
        assertThat(priorities.require("high").atLeast(priorities.require("normal"))).isTrue();
        assertThat(priorities.require("low").atLeast(priorities.require("normal"))).isFalse();
        assertThat(priorities.all()).isSorted();
    }

    @Test
    void sayWhichThereAreWhenOneIsNot() {
        assertThatThrownBy(() -> Priorities.standard().require("urgent\n"))
                .isInstanceOf(InvalidEventException.class)
                .hasMessageContaining("critical, high, normal, low")
                .hasMessageContaining("urgent\\u000a");
    }

    @Test
    void areSixteenAtMostAndEachOnce() {
        List<String> sixteen = IntStream.range(0, 16).mapToObj(i -> "p" + i).toList();

        assertThat(Priorities.of(sixteen).size()).isEqualTo(16);
        assertThatThrownBy(() -> Priorities.of(Collections.nCopies(17, "p")))
                .isInstanceOf(InvalidEventException.class);
        assertThatThrownBy(() -> Priorities.of(List.of("a", "b", "a")))
                .isInstanceOf(InvalidEventException.class)
                .hasMessageContaining("twice");
        assertThatThrownBy(() -> Priorities.of(List.of()))
                .isInstanceOf(InvalidEventException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "High", "1st", "-a", "a_b", "a.b", "é"})
    void haveNamesThatFitATopic(String name) {
        assertThatThrownBy(() -> new Priority(name, 0)).isInstanceOf(InvalidEventException.class);
    }
}
