package io.eventrouter.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.schedule.RecordCost;
import io.eventrouter.schedule.StartTagScheduler;
import java.util.List;
import org.junit.jupiter.api.Test;

class WeightedOrderTest {
    private LaneTerms terms = new LaneTerms(List.of(3, 1), RecordCost.UNIFORM);
    private final WeightedOrder order = new WeightedOrder(() -> terms);
    private final long[] heads = new long[2];

    @Test
    void followsOtherTermsFromTheNextHeadOn() {
        for (int i = 0; i < 2; i++) heads[i] = order.headOf(i, 0, 0);
        int before = servedOfTheFirst(4_000);

        terms = new LaneTerms(List.of(1, 4), RecordCost.UNIFORM);

        assertThat(before).isEqualTo(3_000);
        assertThat(servedOfTheFirst(5_000)).isBetween(995, 1_005);
    }

    @Test
    void countsBytesAsSoonAsTheyCost() {
        assertThat(order.countsBytes()).isFalse();

        terms = new LaneTerms(List.of(3, 1), new RecordCost(0, 1));

        assertThat(order.countsBytes()).isTrue();
    }

    /** Both levels stay backlogged. */
    private int servedOfTheFirst(int records) {
        int first = 0;
        for (int i = 0; i < records; i++) {
            long lowest = Math.min(heads[0], heads[1]);
            int rank = StartTagScheduler.rankOf(lowest);
            if (rank == 0) first++;
            heads[rank] = order.headOf(rank, 0, 0);
            order.served(lowest);
        }
        return first;
    }
}
