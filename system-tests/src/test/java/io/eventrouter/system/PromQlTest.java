package io.eventrouter.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.system.PromQl.Label;
import io.eventrouter.system.PromQl.Selector;
import java.util.List;
import org.junit.jupiter.api.Test;

class PromQlTest {
    @Test
    void findsNamesBetweenFunctionsAndOperators() {
        var found =
                PromQl.selectors("sum by (le, level) (rate(a_total[5m])) / on (x) b:c > 1e3 or d");

        assertThat(found).extracting(Selector::metric).containsExactly("a_total", "b:c", "d");
    }

    @Test
    void findsWhatLabelsAreComparedTo() {
        var found = PromQl.selectors("a{x=\"1\", y=~\"2|3\", instance=~\"$instance\"} unless a");

        assertThat(found)
                .containsExactly(
                        new Selector(
                                "a",
                                List.of(
                                        new Label("x", List.of("1")),
                                        new Label("y", List.of("2", "3")))),
                        new Selector("a", List.of()));
    }
}
