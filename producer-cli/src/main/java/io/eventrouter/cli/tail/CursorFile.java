package io.eventrouter.cli.tail;

import io.eventrouter.cli.client.Start;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Keeps where a tail is, so that the next one goes on there: the cursor on the first line, then the
 * positions of the last events that were shown, which may come again after it. The file is replaced
 * as a whole, so it is never half of one. Confined to the client's thread once the client runs.
 */
public final class CursorFile {
    /** How many positions are kept. */
    private static final int MOST = 1_000;

    private final Path file;
    private final Deque<String> shown = new ArrayDeque<>();
    private String cursor;

    private CursorFile(Path file) {
        this.file = file;
    }

    /**
     * Reads the file where there is one.
     *
     * @throws IOException when there is one that cannot be read, or the folder is missing
     */
    public static CursorFile open(Path file) throws IOException {
        var opened = new CursorFile(file);
        if (!Files.exists(file)) {
            Path folder = file.toAbsolutePath().getParent();
            if (!Files.isDirectory(folder)) throw new IOException("there is no folder " + folder);
            return opened;
        }
        List<String> lines = Files.readAllLines(file).stream().filter(l -> !l.isBlank()).toList();
        if (lines.isEmpty()) return opened;
        opened.cursor = lines.get(0);
        opened.shown.addAll(lines.subList(1, lines.size()));
        return opened;
    }

    /** Where to go on; empty where nothing has been kept yet. */
    public Optional<Start> start() {
        return Optional.ofNullable(cursor).map(c -> new Start.AtCursor(c, new ArrayList<>(shown)));
    }

    void shown(String position) {
        shown.add(position);
        if (shown.size() > MOST) shown.remove();
    }

    /** All before it has been shown. */
    void reached(String checkpoint) throws IOException {
        cursor = checkpoint;
        save();
    }

    /**
     * Writes it down, unless there is no cursor yet.
     *
     * @throws IOException when the file cannot be written
     */
    public void save() throws IOException {
        if (cursor == null) return;
        Path folder = file.toAbsolutePath().getParent();
        Path next = Files.createTempFile(folder, file.getFileName().toString(), ".new");
        try {
            var lines = new ArrayList<String>();
            lines.add(cursor);
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
}
