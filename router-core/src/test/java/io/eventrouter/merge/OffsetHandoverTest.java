package io.eventrouter.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.merge.OffsetHandover.Move;
import io.eventrouter.merge.OffsetHandover.None;
import io.eventrouter.merge.OffsetHandover.Refuse;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OffsetHandoverTest {
    @Test
    void doesNothingWhereTheOtherGroupKnowsNothing() {
        assertThat(OffsetHandover.decide(Map.of(0, 5L), Map.of(), false)).isEqualTo(new None());
        assertThat(OffsetHandover.decide(Map.of(), Map.of(), false)).isEqualTo(new None());
    }

    @Test
    void takesWhatIsMissingAndLeavesNothingBehind() {
        assertThat(OffsetHandover.decide(Map.of(), Map.of(0, 7L, 1, 9L), false))
                .isEqualTo(new Move(Map.of(0, 7L, 1, 9L), Set.of(0, 1)));
    }

    @Test
    void neverTouchesItsOwnOffsets() {
        assertThat(OffsetHandover.decide(Map.of(0, 5L), Map.of(0, 7L, 1, 9L), false))
                .isEqualTo(new Move(Map.of(1, 9L), Set.of(0, 1)));
    }

    @Test
    void refusesWhileTheOtherGroupReadsTheLevelWhateverIsCommitted() {
        assertThat(OffsetHandover.decide(Map.of(), Map.of(), true)).isEqualTo(new Refuse());
        assertThat(OffsetHandover.decide(Map.of(0, 5L), Map.of(0, 5L), true))
                .isEqualTo(new Refuse());
    }
}
