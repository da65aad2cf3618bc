package io.eventrouter.cli.tail;

import io.eventrouter.cli.client.Start;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Keeps where a tail is, so that the next one goes on there: on the first line a cursor, or where
 * it began as long as there is none; then the positions of the last events that were shown, which
 * may come again after it. The file is replaced as a whole, so it is never half of one. Confined to
 * the client's thread once the client runs.
 */
public final class CursorFile {
    /** How many positions are kept. */
    private static final int MOST = 1_000;

    private static final String EARLIEST = "earliest";
    private static final String SINCE = "since ";

    private final Path file;
    private final Deque<String> shown = new ArrayDeque<>();
    private Start start;

    private CursorFile(Path file, Start start) {
        this.file = file;
        this.start = start;
    }

    /**
     * Reads the file where there is one.
     *
     * @param first where to begin as long as the file says nothing
     * @throws IOException when there is one that cannot be read, or the folder is missing
     */
    public static CursorFile open(Path file, Start first) throws IOException {
        var opened = new CursorFile(file, first);
        if (!Files.exists(file)) {
            Path folder = file.toAbsolutePath().getParent();
            if (!Files.isDirectory(folder)) throw new IOException("there is no folder " + folder);
            return opened;
        }
        List<String> lines = Files.readAllLines(file).stream().filter(l -> !l.isBlank()).toList();
        if (lines.isEmpty()) return opened;
        opened.start = read(lines.get(0));
        opened.shown.addAll(lines.subList(1, lines.size()));
        return opened;
    }

    private static Start read(String line) throws IOException {
        if (line.equals(EARLIEST)) return new Start.Earliest();
        if (!line.startsWith(SINCE)) return new Start.AtCursor(line.strip());
        try {
            return new Start.At(Instant.parse(line.substring(SINCE.length())));
        } catch (DateTimeException e) {
            throw new IOException("its first line is neither a cursor nor a time", e);
        }
    }

    /** Where to go on. */
    public Start start() {
        return start;
    }

    /** Positions of events that have been shown. */
    public List<String> seen() {
        return new ArrayList<>(shown);
    }

    /** Where a session began that was to begin now. */
    void begun(String cursor) {
        if (start instanceof Start.Now) start = new Start.AtCursor(cursor);
    }

    void shown(String position) {
        shown.add(position);
        if (shown.size() > MOST) shown.remove();
    }

    /** All before it has been shown. */
    void reached(String checkpoint) throws IOException {
        start = new Start.AtCursor(checkpoint);
        save();
    }

    /**
     * Writes it down, unless nothing is known yet.
     *
     * @throws IOException when the file cannot be written
     */
    public void save() throws IOException {
        Optional<String> first = line();
        if (first.isEmpty()) return;
        Path folder = file.toAbsolutePath().getParent();
        Path next = Files.createTempFile(folder, file.getFileName().toString(), ".new");
        try {
            var lines = new ArrayList<String>();
            lines.add(first.get());
            lines.addAll(shown);
            Files.write(next, lines);
            Files.move(
                    next,
                    file,
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(next);
        }
    }

    private Optional<String> line() {
        if (start instanceof Start.AtCursor at) return Optional.of(at.cursor());
        if (start instanceof Start.At at) return Optional.of(SINCE + at.time());
        return start instanceof Start.Earliest ? Optional.of(EARLIEST) : Optional.empty();
    }
}
