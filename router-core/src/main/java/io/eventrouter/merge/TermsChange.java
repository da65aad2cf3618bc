package io.eventrouter.merge;

import io.eventrouter.config.Level;
import io.eventrouter.config.LevelSettings;
import io.eventrouter.schedule.RecordCost;
import java.util.List;

/**
 * What becomes of other settings while routers run. Weights of shared levels and costs are taken.
 * Which levels there are, in which order and in which lane is not for one router to change: topics,
 * offsets and gateways hang on it.
 */
public sealed interface TermsChange {
    /** Nothing of it changed. */
    record None() implements TermsChange {}

    /** From now on. */
    record Adopt(LevelSettings levels, RecordCost cost) implements TermsChange {}

    /**
     * The old ones stay.
     *
     * @param reason with what to do instead
     */
    record Refuse(String reason) implements TermsChange {}

    /** Decides. */
    static TermsChange decide(
            LevelSettings levels, RecordCost cost, LevelSettings newLevels, RecordCost newCost) {
        if (!names(levels).equals(names(newLevels)))
            return new Refuse(
                    "the levels are "
                            + String.join(", ", names(levels))
                            + "; others, or another order, need a restart of all routers and"
                            + " gateways");
        for (int i = 0; i < levels.levels().size(); i++) {
            Level level = newLevels.levels().get(i);
            if (level.express() != levels.levels().get(i).express())
                return new Refuse(
                        "level "
                                + level.name()
                                + " would change lanes; that needs a restart of all routers and"
                                + " gateways");
        }
        return levels.equals(newLevels) && cost.equals(newCost)
                ? new None()
                : new Adopt(newLevels, newCost);
    }

    private static List<String> names(LevelSettings levels) {
        return levels.levels().stream().map(Level::name).toList();
    }
}
