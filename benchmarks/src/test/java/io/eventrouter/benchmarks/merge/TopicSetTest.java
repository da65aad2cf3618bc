package io.eventrouter.benchmarks.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.event.Priorities;
import io.eventrouter.topics.TopicNames;
import org.junit.jupiter.api.Test;

class TopicSetTest {
    private final TopicSet set =
            new TopicSet(new TopicNames("test", Priorities.standard()), 3, new long[] {7, 3, 0, 1});

    @Test
    void knowsWhatAPublisherThatDealsOutInTurnPutWhere() {
        long[][] counts = {set.countsIn(0), set.countsIn(1), set.countsIn(2)};

        assertThat(counts[0]).containsExactly(3, 1, 0, 1);
        assertThat(counts[1]).containsExactly(2, 1, 0, 0);
        assertThat(counts[2]).containsExactly(2, 1, 0, 0);
    }

    @Test
    void countsAllLevels() {
        assertThat(set.total()).isEqualTo(11);
    }
}
