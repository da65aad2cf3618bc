package io.eventrouter.config;

import java.time.Duration;
import java.util.List;

/**
 * By what the levels of a lane take turns.
 *
 * @param targets latency targets by rank, one for each level of the deployment; for the deadline
 *     policy
 */
public record PolicySettings(MergePolicy policy, List<Duration> targets) {
    public PolicySettings {
        targets = List.copyOf(targets);
    }

    /**
     * Those of the levels.
     *
     * @throws InvalidSettingException when a target is of no level, or a level of the shared lane
     *     has none and the policy needs it
     */
    static PolicySettings of(MergePolicy policy, LevelTargets targets, LevelSettings levels) {
        for (String name : targets.byLevel().keySet())
            if (levels.levels().stream().noneMatch(l -> l.name().equals(name)))
                throw new InvalidSettingException(
                        "levels.targets", name, "is not the name of a level");
        return new PolicySettings(
                policy, levels.levels().stream().map(l -> target(policy, targets, l)).toList());
    }

    private static Duration target(MergePolicy policy, LevelTargets targets, Level level) {
        if (policy == MergePolicy.DEADLINE && !level.express() && targets.of(level).isEmpty())
            throw new InvalidSettingException(
                    "levels.targets",
                    level.name(),
                    "has no target: with merge.policy=deadline every level of the shared lane needs"
                            + " one");
        return targets.of(level).orElse(Duration.ZERO);
    }
}
