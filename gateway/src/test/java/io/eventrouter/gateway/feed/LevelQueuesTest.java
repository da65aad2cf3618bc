package io.eventrouter.gateway.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.config.LevelSettings;
import io.eventrouter.gateway.RoutedRecords;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LevelQueuesTest {
    private final LevelQueues<String> queues =
            new LevelQueues<>(new LevelOrder(RoutedRecords.LEVELS));

    @Test
    void takesExpressLevelsBeforeAllOthers() {
        queues.add(3, "low");
        queues.add(1, "high");
        queues.add(0, "critical");

        assertThat(queues.poll()).isEqualTo("critical");
        assertThat(queues.hasExpress()).isFalse();
        assertThat(queues.pollExpress()).isNull();
    }

    @Test
    void sharesTheOthersByWeight() {
        for (int i = 0; i < 700; i++)
            for (int rank = 1; rank <= 3; rank++) queues.add(rank, "rank " + rank);

        var taken = new ArrayList<String>();
        for (int i = 0; i < 700; i++) taken.add(queues.poll());

        assertThat(Collections.frequency(taken, "rank 1")).isBetween(399, 401);
        assertThat(Collections.frequency(taken, "rank 2")).isBetween(199, 201);
        assertThat(Collections.frequency(taken, "rank 3")).isBetween(99, 101);
    }

    @Test
    void takesTheMostUrgentExpressLevelFirst() {
        var two = new LevelOrder(LevelSettings.parse("a:express,b:express,c:1"));
        var express = new LevelQueues<String>(two);
        express.add(2, "c");
        express.add(1, "b");
        express.add(0, "a");

        assertThat(List.of(express.poll(), express.poll(), express.poll()))
                .containsExactly("a", "b", "c");
    }

    @Test
    void isAsNewWhenALongBacklogHasBeenCleared() {
        for (int i = 0; i < 1_000; i++) queues.add(3, "old");
        queues.clear(old -> {});

        queues.add(3, "low");
        queues.add(1, "high");

        assertThat(List.of(queues.poll(), queues.poll())).containsExactly("high", "low");
        assertThat(queues.isEmpty()).isTrue();
    }

    @Test
    void chargesALevelNothingForWhatGoesAhead() {
        for (int i = 0; i < 300; i++)
            for (int rank = 1; rank <= 3; rank++) queues.add(rank, "rank " + rank);
        for (int i = 0; i < 150; i++) assertThat(queues.pollAhead(1)).isEqualTo("rank 1");

        var taken = new ArrayList<String>();
        for (int i = 0; i < 70; i++) taken.add(queues.poll());

        assertThat(Collections.frequency(taken, "rank 1")).isBetween(39, 41);
        assertThat(Collections.frequency(taken, "rank 3")).isBetween(9, 11);
    }

    @Test
    void hasNothingToGoAheadInAnEmptyLevel() {
        queues.add(3, "low");

        assertThat(queues.pollAhead(1)).isNull();
        assertThat(queues.peek(3)).isEqualTo("low");
        assertThat(queues.peek(1)).isNull();
    }

    @Test
    void chargesALevelNothingForWhatIsThrownAway() {
        for (int i = 0; i < 300; i++) {
            queues.add(2, "normal");
            queues.add(3, "low");
            queues.removeOldest(3);
            queues.add(3, "low");
        }

        var taken = new ArrayList<String>();
        for (int i = 0; i < 300; i++) taken.add(queues.poll());

        assertThat(Collections.frequency(taken, "normal")).isBetween(199, 201);
        assertThat(Collections.frequency(taken, "low")).isBetween(99, 101);
    }

    @Test
    void isEmptyAfterItWasCleared() {
        queues.add(0, "critical");
        queues.add(2, "normal");
        var removed = new ArrayList<String>();

        queues.clear(removed::add);

        assertThat(removed).containsExactly("critical", "normal");
        assertThat(queues.isEmpty()).isTrue();
        assertThat(queues.poll()).isNull();
    }

    /**
     * Numbers below 4 add to that level, 4 to 6 take, the others throw that level's oldest away.
     */
    @Property
    void keepsTheOrderWithinALevelAndLosesNothing(
            @ForAll @Size(max = 200) List<@IntRange(max = 10) Integer> steps) {
        var levels = new LevelQueues<Integer>(new LevelOrder(RoutedRecords.LEVELS));
        List<Queue<Integer>> expected = new ArrayList<>();
        for (int rank = 0; rank < 4; rank++) expected.add(new ArrayDeque<>());

        int next = 0;
        for (int step : steps) {
            if (step < 4) {
                int element = next++ * 4 + step;
                levels.add(step, element);
                expected.get(step).add(element);
            } else if (step > 6) {
                Queue<Integer> level = expected.get(step - 7);
                if (!level.isEmpty())
                    assertThat(levels.removeOldest(step - 7)).isEqualTo(level.remove());
            } else {
                Integer taken = levels.poll();
                if (taken == null) assertThat(expected).allMatch(Queue::isEmpty);
                else assertThat(expected.get(taken % 4).remove()).isEqualTo(taken);
            }
            int size = expected.stream().mapToInt(Queue::size).sum();
            assertThat(levels.size()).isEqualTo(size);
            for (int rank = 0; rank < 4; rank++)
                assertThat(levels.size(rank)).isEqualTo(expected.get(rank).size());
            assertThat(levels.isEmpty()).isEqualTo(size == 0);
            assertThat(levels.hasExpress()).isEqualTo(!expected.get(0).isEmpty());
        }
    }
}
