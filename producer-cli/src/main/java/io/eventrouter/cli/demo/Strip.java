package io.eventrouter.cli.demo;

import io.eventrouter.cli.text.Palette;
import io.eventrouter.event.Priority;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;

/**
 * A sequence of events as one short line, the first to the left: each cell stands for a slice of
 * the sequence, and shows the most urgent level if there is one of it, else the level that most of
 * the slice has. Immutable.
 *
 * @param levels those that occur, the most urgent first
 */
record Strip(SortedSet<Priority> levels, int cells, Palette palette) {
    private static final String[] MARKS = {"!", "+", "·"};

    String of(List<Priority> sequence) {
        var strip = new StringBuilder();
        for (int cell = 0; cell < cells; cell++) {
            int from = (int) ((long) sequence.size() * cell / cells);
            int to = (int) ((long) sequence.size() * (cell + 1) / cells);
            if (from < to) strip.append(cell(sequence.subList(from, to)));
        }
        return strip.toString();
    }

    private String cell(List<Priority> slice) {
        Priority urgent = levels.first();
        if (slice.contains(urgent)) return marked(urgent);
        Map<Priority, Integer> counts = new HashMap<>();
        slice.forEach(level -> counts.merge(level, 1, Integer::sum));
        return marked(
                counts.entrySet().stream()
                        .max(Map.Entry.comparingByValue())
                        .orElseThrow()
                        .getKey());
    }

    private String marked(Priority level) {
        return palette.level(level.name(), mark(level));
    }

    /** The level's mark: the most urgent, those between, the least. */
    String mark(Priority level) {
        if (level.equals(levels.first())) return MARKS[0];
        return level.equals(levels.last()) ? MARKS[2] : MARKS[1];
    }
}
