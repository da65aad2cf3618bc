package io.eventrouter.benchmarks.merge.figure;

import java.util.Locale;

/** What else was going on while delays were measured. */
public enum Load {
    /** Nothing. */
    UNLOADED,
    /** More of the lowest level than could be routed. */
    FLOODED;

    /** As in names of metrics. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
