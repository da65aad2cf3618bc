package io.eventrouter.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.event.Position;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PositionWindowTest {
    @Property
    void knowsEachPositionOnceInWhateverOrderTheyCome(
            @ForAll @Size(max = 300) List<@LongRange(min = 0, max = 500) Long> offsets) {
        var window = new PositionWindow(PositionWindow.WORDS_PER_PARTITION);
        Set<Position> seen = new HashSet<>();

        for (long offset : offsets) {
            var position = new Position((int) (offset % 3), offset);
            assertThat(window.add(position)).isEqualTo(seen.add(position));
        }
    }

    @Test
    void forgetsTheOldestOfAPartitionAndNothingOfTheOthers() {
        var window = new PositionWindow(2);
        for (String position : List.of("1:1", "0:1", "0:100", "0:63", "0:200"))
            window.add(Position.parse(position));

        assertThat(window.add(Position.parse("0:100"))).isFalse();
        assertThat(window.add(Position.parse("1:1"))).isFalse();
        assertThat(window.add(Position.parse("0:1"))).isTrue();
    }

    @Test
    void takesTheLastOffsetThereCanBe() {
        var window = new PositionWindow(2);
        var last = new Position(Integer.MAX_VALUE, Long.MAX_VALUE);

        assertThat(window.add(last)).isTrue();
        assertThat(window.add(last)).isFalse();
    }
}
