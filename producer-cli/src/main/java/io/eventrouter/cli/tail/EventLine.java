package io.eventrouter.cli.tail;

import com.fasterxml.jackson.databind.JsonNode;
import io.eventrouter.cli.client.ReceivedEvent;
import io.eventrouter.cli.text.Durations;
import io.eventrouter.cli.text.Palette;
import io.eventrouter.cli.text.TerminalText;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * An event as a line for people: when it was sent, how long it took, level, channel, data. Whatever
 * an event holds, it stays one line, and harmless to a terminal. Immutable.
 *
 * @param columns the width of the terminal; 0 for as long as it takes
 * @param zone of the times
 */
public record EventLine(Palette palette, int columns, ZoneId zone) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);
    private static final String NO_TIME = " ".repeat(12);

    /** Data is not cut below this, however narrow the terminal. */
    private static final int LEAST_DATA_COLUMNS = 10;

    public String of(ReceivedEvent event, Instant receivedAt) {
        Optional<Instant> sent = event.time();
        String time = sent.map(t -> TIME.format(t.atZone(zone))).orElse(NO_TIME);
        String delay = sent.map(t -> Durations.text(Duration.between(t, receivedAt))).orElse("");
        String level = TerminalText.escape(event.priority());
        String start = String.format("%s %8s  ", time, delay);
        String channel = TerminalText.escape(event.channel()) + "  ";
        int used = start.length() + Math.max(8, level.length()) + 2 + channel.length();
        return palette.faint(start)
                + palette.level(level, String.format("%-8s", level))
                + "  "
                + palette.bold(channel)
                + fit(data(event), used);
    }

    private String fit(String data, int used) {
        return columns == 0
                ? data
                : TerminalText.shorten(data, Math.max(LEAST_DATA_COLUMNS, columns - used));
    }

    private static String data(ReceivedEvent event) {
        Optional<JsonNode> data = event.data();
        if (data.isPresent())
            return TerminalText.escape(
                    data.get().isTextual() ? data.get().textValue() : data.get().toString());
        return event.base64Data()
                .map(base64 -> String.format(Locale.ROOT, "<%,d bytes>", bytes(base64)))
                .orElse("");
    }

    private static long bytes(String base64) {
        long padding = base64.chars().filter(c -> c == '=').count();
        return base64.length() * 3L / 4 - padding;
    }
}
