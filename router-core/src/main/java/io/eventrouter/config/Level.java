package io.eventrouter.config;

import io.eventrouter.schedule.StartTagScheduler;
import java.util.OptionalInt;
import java.util.Set;

/**
 * One level as the operator set it.
 *
 * @param name see {@link io.eventrouter.event.Priority#name()}
 * @param weight its part of the shared lane, 1 to 1,000; empty for a level of the express lane
 */
public record Level(String name, OptionalInt weight) {
    /** What other topics than a level's own are called, after the prefix. */
    private static final Set<String> TAKEN = Set.of("routed", "dead-letter");

    public Level {
        if (TAKEN.contains(name))
            throw new InvalidSettingException(
                    "levels", name, "is the name of another topic of the router's");
        if (weight.isPresent()
                && (weight.getAsInt() < 1 || weight.getAsInt() > StartTagScheduler.MAX_WEIGHT))
            throw new InvalidSettingException(
                    "levels", name + ":" + weight.getAsInt(), "a weight is 1 to 1000");
    }

    /** Whether it has the express lane. */
    public boolean express() {
        return weight.isEmpty();
    }
}
