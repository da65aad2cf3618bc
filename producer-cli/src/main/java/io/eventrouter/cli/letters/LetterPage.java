package io.eventrouter.cli.letters;

import io.eventrouter.cli.text.Palette;
import io.eventrouter.cli.text.TerminalText;
import io.eventrouter.letters.Letter;
import io.eventrouter.letters.Origin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.header.Header;

/** All of a letter for people. Whatever it holds, it stays harmless to a terminal. Immutable. */
public record LetterPage(Palette palette) {
    public List<String> of(Letter letter, Optional<String> replayedTo) {
        var lines = new ArrayList<String>();
        add(lines, "position", letter.at().toString());
        add(lines, "stored", letter.stored().toString());
        add(lines, "reason", letter.reason());
        add(lines, "detail", letter.detail());
        add(lines, "source", letter.origin().map(LetterPage::source).orElse("not known"));
        letter.omitted().ifPresent(what -> add(lines, "left out", what));
        letter.replayedFrom().ifPresent(from -> add(lines, "a replay of", from));
        replayedTo.ifPresent(to -> add(lines, "replayed to", to));
        add(lines, "key", letter.key() == null ? "none" : Payload.line(letter.key()));
        for (Header header : letter.headers())
            add(
                    lines,
                    "header",
                    header.key()
                            + " = "
                            + (header.value() == null ? "none" : Payload.line(header.value())));
        add(lines, "value", Payload.kind(letter.value()));
        if (letter.value() != null) lines.addAll(Payload.lines(letter.value()));
        return lines;
    }

    private static String source(Origin origin) {
        return origin
                + (origin.publishedMillis() < 0
                        ? ""
                        : ", published " + Instant.ofEpochMilli(origin.publishedMillis()));
    }

    private void add(List<String> lines, String name, String text) {
        lines.add(palette.faint(String.format("%-12s", name)) + TerminalText.escape(text));
    }
}
