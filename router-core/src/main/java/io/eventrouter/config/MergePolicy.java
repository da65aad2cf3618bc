package io.eventrouter.config;

/** By what the levels of a lane take turns. */
public enum MergePolicy {
    /** Each backlogged level gets its weight's part of the capacity. */
    WEIGHTED("weighted"),
    /** Whose latency target ends first goes first. */
    DEADLINE("deadline");

    private final String text;

    MergePolicy(String text) {
        this.text = text;
    }

    static MergePolicy parse(String text) {
        for (MergePolicy policy : values()) if (policy.text.equals(text.trim())) return policy;
        throw new IllegalArgumentException("weighted or deadline is allowed");
    }
}
