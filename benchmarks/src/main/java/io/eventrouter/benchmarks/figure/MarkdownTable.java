package io.eventrouter.benchmarks.figure;

import java.util.List;

/** A table in Markdown; the first column is text, the others are numbers. Not thread-safe. */
public final class MarkdownTable {
    private final StringBuilder text = new StringBuilder();
    private final int columns;

    public MarkdownTable(String... heads) {
        columns = heads.length;
        row(List.of(heads));
        text.append("|---|").append("---:|".repeat(columns - 1)).append('\n');
    }

    public void row(List<String> cells) {
        if (cells.size() != columns)
            throw new IllegalArgumentException(cells.size() + " cells for " + columns + " columns");
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
