package io.eventrouter.cli.letters;

import io.eventrouter.cli.text.Palette;
import io.eventrouter.cli.text.TerminalText;
import io.eventrouter.event.Priority;
import io.eventrouter.letters.Origin;
import io.eventrouter.topics.TopicNames;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Letters as a table for people, a line each. Whatever they hold, it stays harmless to a terminal.
 * Immutable.
 *
 * @param columns the width of the terminal; 0 for as long as it takes
 * @param zone of the times
 */
public record LetterTable(TopicNames topics, Palette palette, int columns, ZoneId zone) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final List<String> TITLES =
            List.of("POSITION", "STORED", "LEVEL", "REASON", "SOURCE", "CHANNEL");

    /** A longer channel is cut, so that the detail is in sight. */
    private static final int MOST_COLUMNS = 40;

    /** The title line first. */
    public List<String> of(List<LetterSummary> letters) {
        List<List<String>> rows = letters.stream().map(this::cells).toList();
        var widths = new int[TITLES.size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = TITLES.get(i).length();
            for (List<String> row : rows)
                widths[i] = Math.max(widths[i], TerminalText.columns(row.get(i)));
        }
        var lines = new ArrayList<String>();
        lines.add(palette.bold(fit(padded(TITLES, widths) + "DETAIL")));
        for (int i = 0; i < rows.size(); i++)
            lines.add(fit(padded(rows.get(i), widths) + detail(letters.get(i))));
        return lines;
    }

    private List<String> cells(LetterSummary letter) {
        return List.of(
                letter.at().toString(),
                TIME.format(letter.stored().atZone(zone)),
                letter.origin()
                        .flatMap(o -> topics.priorityOf(o.topic()))
                        .map(Priority::name)
                        .orElse("-"),
                cell(letter.reason()),
                cell(letter.origin().map(Origin::toString).orElse("-")),
                cell(letter.channel().orElse("-")));
    }

    private static String cell(String text) {
        return TerminalText.shorten(TerminalText.escape(text), MOST_COLUMNS);
    }

    private static String detail(LetterSummary letter) {
        String replayed = letter.replayedTo().map(to -> "[replayed to " + to + "] ").orElse("");
        return TerminalText.escape(replayed + letter.detail());
    }

    private static String padded(List<String> cells, int[] widths) {
        var line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++)
            line.append(cells.get(i))
                    .append(" ".repeat(widths[i] - TerminalText.columns(cells.get(i)) + 2));
        return line.toString();
    }

    private String fit(String line) {
        return columns == 0 ? line.stripTrailing() : TerminalText.shorten(line, columns);
    }
}
