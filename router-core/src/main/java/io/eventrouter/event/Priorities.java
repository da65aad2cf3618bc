package io.eventrouter.event;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The levels of a deployment, the most urgent first: 1 to 16, each name once. Immutable. */
public final class Priorities implements Iterable<Priority> {
    private final List<Priority> byRank;
    private final Map<String, Priority> byName;

    private Priorities(List<Priority> byRank) {
        this.byRank = List.copyOf(byRank);
        this.byName = new HashMap<>();
        for (Priority priority : byRank)
            if (byName.put(priority.name(), priority) != null)
                throw new InvalidEventException(
                        "priority", "level " + priority.name() + " is named twice");
    }

    /**
     * Levels of these names, the most urgent first.
     *
     * @throws InvalidEventException when there is none, more than 16, a bad name or a name twice
     */
    public static Priorities of(List<String> names) {
        if (names.isEmpty() || names.size() > Priority.MAX_LEVELS)
            throw new InvalidEventException(
                    "priority", names.size() + " levels given: 1 to 16 are allowed");
        var levels = new ArrayList<Priority>(names.size());
        for (String name : names) levels.add(new Priority(name, levels.size()));
        return new Priorities(levels);
    }

    /** The default levels: critical, high, normal, low. */
    public static Priorities standard() {
        return of(List.of("critical", "high", "normal", "low"));
    }

    public Optional<Priority> byName(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /**
     * The level of that name.
     *
     * @throws InvalidEventException when there is none; the message lists those there are
     */
    public Priority require(String name) {
        return byName(name)
                .orElseThrow(
                        () ->
                                new InvalidEventException(
                                        "priority",
                                        InvalidEventException.quote(name)
                                                + " is not a level here: one of "
                                                + names()));
    }

    /** The level at that rank, 0 being the most urgent. */
    public Priority byRank(int rank) {
        return byRank.get(rank);
    }

    public Priority lowest() {
        return byRank.get(byRank.size() - 1);
    }

    public int size() {
        return byRank.size();
    }

    public List<Priority> all() {
        return byRank;
    }

    @Override
    public Iterator<Priority> iterator() {
        return byRank.iterator();
    }

    private String names() {
        return byRank.stream().map(Priority::name).collect(Collectors.joining(", "));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Priorities that && byRank.equals(that.byRank);
    }

    @Override
    public int hashCode() {
        return byRank.hashCode();
    }

    @Override
    public String toString() {
        return names();
    }
}
