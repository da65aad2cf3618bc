package io.eventrouter.config;

import io.eventrouter.event.InvalidEventException;
import io.eventrouter.event.Priorities;
import io.eventrouter.event.Priority;
import io.eventrouter.schedule.StartTagScheduler;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * The levels of the deployment, the most urgent first, with the lane and weight of each.
 *
 * @param levels 1 to 16, each name once
 */
public record LevelSettings(List<Level> levels) {
    private static final String FORM =
            "levels are allowed, the most urgent first, as NAME:express or NAME:WEIGHT, joined by"
                    + " commas";

    public LevelSettings {
        levels = List.copyOf(levels);
        try {
            Priorities.of(levels.stream().map(Level::name).toList());
        } catch (InvalidEventException e) {
            throw new InvalidSettingException("levels", text(levels), e.getMessage());
        }
    }

    /**
     * Reads {@code critical:express,high:4,normal:2,low:1}.
     *
     * @throws IllegalArgumentException when it is not of that form
     */
    public static LevelSettings parse(String text) {
        var levels = new ArrayList<Level>();
        for (String part : text.split(",", -1)) {
            String[] pair = part.trim().split(":", -1);
            if (pair.length != 2) throw new IllegalArgumentException(FORM);
            levels.add(new Level(pair[0].trim(), weight(pair[1].trim())));
        }
        return new LevelSettings(levels);
    }

    private static OptionalInt weight(String text) {
        try {
            return text.equals("express")
                    ? OptionalInt.empty()
                    : OptionalInt.of(Integer.parseInt(text));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(FORM, e);
        }
    }

    private static String text(List<Level> levels) {
        return String.join(
                ",",
                levels.stream()
                        .map(
                                l ->
                                        l.name()
                                                + ":"
                                                + (l.express() ? "express" : l.weight().getAsInt()))
                        .toList());
    }

    /** The levels as events know them: rank = place in the list. */
    public Priorities priorities() {
        return Priorities.of(levels.stream().map(Level::name).toList());
    }

    public Level of(Priority priority) {
        return levels.get(priority.rank());
    }

    /**
     * Weights by rank, for a scheduler over all levels. An express level, which no scheduler of
     * weights may hold back, counts as the largest weight.
     */
    public int[] weightsByRank() {
        return levels.stream()
                .mapToInt(l -> l.weight().orElse(StartTagScheduler.MAX_WEIGHT))
                .toArray();
    }

    @Override
    public String toString() {
        return text(levels);
    }
}
