package io.eventrouter.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PositionTest {

    @Property
    void readsWhatItWrites(
            @ForAll @IntRange(max = Integer.MAX_VALUE) int partition,
            @ForAll @LongRange(max = Long.MAX_VALUE) long offset) {
        var position = new Position(partition, offset);

        assertThat(Position.parse(position.toString())).isEqualTo(position);
        assertThat(position).hasToString(partition + ":" + offset);
    }

    @Property
    void readsNothingThatItWouldWriteOtherwise(@ForAll String text) {
        try {
            assertThat(Position.parse(text)).hasToString(text);
        } catch (InvalidEventException e) {
            assertThat(e.attribute()).isEqualTo("position");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                "1",
                "1:",
                ":1",
                "1:2:3",
                "-1:2",
                "1:-2",
                "+1:2",
                "01:2",
                "-0:0",
                "1: 2",
                "٣:٤",
                "2147483648:0",
                "0:9223372036854775808",
                "a:b"
            })
    void refusesOtherForms(String text) {
        assertThatThrownBy(() -> Position.parse(text)).isInstanceOf(InvalidEventException.class);
    }
}
