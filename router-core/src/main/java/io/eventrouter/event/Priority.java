package io.eventrouter.event;

import java.util.regex.Pattern;

/**
 * One level of urgency.
 *
 * @param name what senders and receivers call it: a lower-case letter, then letters, digits and
 *     hyphens, 32 characters at most
 * @param rank its place among the levels of one deployment: 0 is the most urgent, 15 the least
 */
public record Priority(String name, int rank) implements Comparable<Priority> {
    /** The largest number of levels a deployment can have. */
    public static final int MAX_LEVELS = 16;

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,31}");

    public Priority {
        if (!NAME.matcher(name).matches())
            throw new InvalidEventException(
                    "priority",
                    InvalidEventException.quote(name)
                            + " is not a level name: a lower-case letter, then letters, digits and"
                            + " hyphens, 32 characters at most");
        if (rank < 0 || rank >= MAX_LEVELS)
            throw new InvalidEventException("priority", "rank " + rank + " is not in 0-15");
    }

    /** Whether this level is as urgent as {@code other}, or more so. */
    public boolean atLeast(Priority other) {
        return rank <= other.rank;
    }

    /** The most urgent first. */
    @Override
    public int compareTo(Priority other) {
        return Integer.compare(rank, other.rank);
    }

    @Override
    public String toString() {
        return name;
    }
}
