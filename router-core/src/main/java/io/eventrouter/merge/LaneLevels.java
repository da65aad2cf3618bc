package io.eventrouter.merge;

import io.eventrouter.config.LevelSettings;
import io.eventrouter.event.Priority;
import io.eventrouter.schedule.RecordCost;
import io.eventrouter.topics.Lane;
import java.util.List;
import java.util.stream.Stream;

/**
 * The levels of one lane, the most urgent first. A level's place in the list is its rank in the
 * lane's schedule. Levels of the express lane have equal weights there: none of them waits for
 * another's flood. Immutable.
 *
 * @param priorities one at least
 * @param weights by rank, as many
 */
public record LaneLevels(Lane lane, List<Priority> priorities, List<Integer> weights) {
    public LaneLevels {
        priorities = List.copyOf(priorities);
        weights = List.copyOf(weights);
    }

    /** The lanes that have any levels, the express lane first. */
    public static List<LaneLevels> of(LevelSettings settings) {
        int[] weights = settings.weightsByRank();
        return Stream.of(Lane.values())
                .map(lane -> of(lane, settings, weights))
                .filter(levels -> !levels.priorities().isEmpty())
                .toList();
    }

    private static LaneLevels of(Lane lane, LevelSettings settings, int[] weights) {
        List<Priority> priorities =
                settings.priorities().all().stream()
                        .filter(p -> Lane.of(settings.of(p)) == lane)
                        .toList();
        return new LaneLevels(
                lane, priorities, priorities.stream().map(p -> weights[p.rank()]).toList());
    }

    /** What the lane is shared by. */
    public LaneTerms terms(RecordCost cost) {
        return new LaneTerms(weights, cost);
    }
}
