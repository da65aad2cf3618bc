package io.eventrouter.benchmarks.merge.variant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SplitCapacityTest {
    private final SplitCapacity capacity = new SplitCapacity(new int[] {8, 4, 2, 1});

    @Test
    void dividesATurnByWeightWithoutRounding() {
        int[] quotas = IntStream.range(0, capacity.levels()).map(capacity::quota).toArray();

        assertThat(quotas).containsExactly(264, 132, 66, 33);
    }

    @Test
    void nobodyBurstsBeforeAnyTurn() {
        assertThat(capacity.burstRank()).isEqualTo(-1);
    }

    @Test
    void whereAllAreFullThereIsNothingToTake() {
        for (int turn = 0; turn < 6; turn++) capacity.took(new int[] {264, 132, 66, 33});

        assertThat(capacity.unused()).isZero();
    }

    @Test
    void theMostUrgentHungryLevelTakesWhatOthersHaveLeftInAllTurns() {
        for (int turn = 0; turn < 5; turn++) capacity.took(new int[] {264, 10, 0, 33});
        capacity.took(new int[] {264, 100, 0, 33});

        assertThat(capacity.burstRank()).isZero();
        assertThat(capacity.unused()).isEqualTo(32 + 66);
    }

    @Test
    void aLessUrgentLevelTakesItWhereTheOthersAreIdle() {
        for (int turn = 0; turn < 4; turn++) capacity.took(new int[] {0, 0, 0, 33});

        assertThat(capacity.burstRank()).isEqualTo(3);
        assertThat(capacity.unused()).isEqualTo(264 + 132 + 66);
    }

    @Test
    void aLevelThatIsFullInTooFewTurnsDoesNotBurst() {
        for (int turn = 0; turn < 3; turn++) capacity.took(new int[] {264, 0, 0, 0});
        for (int turn = 0; turn < 3; turn++) capacity.took(new int[] {1, 0, 0, 0});

        assertThat(capacity.burstRank()).isEqualTo(-1);
    }
}
