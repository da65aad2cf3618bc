package io.eventrouter.cli.publish;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads a stream line by line, as bytes. Lines end with LF or CR LF; blank ones are passed over but
 * counted; a byte order mark at the start is dropped. No line fills the memory: what is beyond the
 * bound is read and forgotten. Confined to one thread.
 */
public final class LineReader implements Closeable {
    /** One line. Its bytes are not copied. */
    public static final class Line {
        private final long number;
        private final byte[] bytes;
        private final boolean whole;

        private Line(long number, byte[] bytes, boolean whole) {
            this.number = number;
            this.bytes = bytes;
            this.whole = whole;
        }

        /** From 1. */
        public long number() {
            return number;
        }

        /** Without the line's end. */
        public byte[] bytes() {
            return bytes;
        }

        /** False when it was longer than allowed, and was cut. */
        public boolean isWhole() {
            return whole;
        }
    }

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private final InputStream in;
    private final int longest;
    private final byte[] buffer = new byte[1 << 16];
    private int next;
    private int end;
    private long lines;
    private long bytesRead;

    /**
     * @param longest bytes that a line may have
     */
    public LineReader(InputStream in, int longest) {
        this.in = in;
        this.longest = longest;
    }

    /** The next line that is not blank; empty at the end. */
    public Optional<Line> next() throws IOException {
        while (true) {
            Line line = read();
            if (line == null) return Optional.empty();
            if (!isBlank(line.bytes)) return Optional.of(line);
        }
    }

    /** Whether the next read might have to wait for somebody to write. */
    public boolean mightWait() throws IOException {
        return next == end && in.available() <= 0;
    }

    /** Bytes taken from the stream so far. */
    public long bytesRead() {
        return bytesRead;
    }

    private Line read() throws IOException {
        var line = new ByteArrayOutputStream(256);
        boolean whole = true;
        boolean any = false;
        while (next < end || fill()) {
            any = true;
            int lineEnd = indexOfNewline();
            int room = longest - line.size();
            whole &= lineEnd - next <= room;
            line.write(buffer, next, Math.min(lineEnd - next, room));
            next = lineEnd + 1;
            if (lineEnd < end) break;
            next = end;
        }
        if (!any) return null;
        lines++;
        return new Line(lines, trimmed(line.toByteArray()), whole);
    }

    private boolean fill() throws IOException {
        int count = in.read(buffer);
        next = 0;
        end = Math.max(0, count);
        bytesRead += end;
        return count > 0;
    }

    private int indexOfNewline() {
        int i = next;
        while (i < end && buffer[i] != '\n') i++;
        return i;
    }

    private byte[] trimmed(byte[] line) {
        int from = lines == 1 && startsWithMark(line) ? BYTE_ORDER_MARK.length : 0;
        int to = line.length;
        if (to > from && line[to - 1] == '\r') to--;
        return from == 0 && to == line.length ? line : Arrays.copyOfRange(line, from, to);
    }

    private static boolean startsWithMark(byte[] line) {
        return line.length >= BYTE_ORDER_MARK.length
                && Arrays.equals(
                        line,
                        0,
                        BYTE_ORDER_MARK.length,
                        BYTE_ORDER_MARK,
                        0,
                        BYTE_ORDER_MARK.length);
    }

    private static boolean isBlank(byte[] line) {
        for (byte b : line) if (b != ' ' && b != '\t') return false;
        return true;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
