package io.eventrouter.merge;

import io.eventrouter.schedule.RecordCost;
import java.util.List;

/**
 * What a lane is shared by, and what may change while it runs. Immutable.
 *
 * @param weights by rank in the lane
 */
public record LaneTerms(List<Integer> weights, RecordCost cost) {
    public LaneTerms {
        weights = List.copyOf(weights);
    }

    int[] weightsByRank() {
        return weights.stream().mapToInt(Integer::intValue).toArray();
    }
}
