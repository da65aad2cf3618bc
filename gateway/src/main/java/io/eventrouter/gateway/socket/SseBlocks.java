package io.eventrouter.gateway.socket;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;

/**
 * Messages as blocks of an event stream, one behind another. The shared bytes of an event are only
 * read, by absolute positions, and get their {@code data:} around them on the way; a text of the
 * stream's own goes out as it is. Confined to the write that it belongs to.
 */
final class SseBlocks implements OutgoingBytes {
    private static final ByteBuffer DATA = ascii("data: ");
    private static final ByteBuffer END = ascii("\n\n");

    private final ByteBuffer[] texts;
    private final boolean[] events;
    private int next;

    /** Of the next block. */
    private int taken;

    /**
     * @param texts JSON of an event, or a whole block
     * @param events which of them are events
     */
    SseBlocks(ByteBuffer[] texts, boolean[] events) {
        this.texts = texts;
        this.events = events;
    }

    private static ByteBuffer ascii(String text) {
        return ByteBuffer.wrap(text.getBytes(US_ASCII)).asReadOnlyBuffer();
    }

    @Override
    public boolean isEmpty() {
        return next == texts.length;
    }

    @Override
    public void copyTo(ByteBuffer target) {
        int from = taken;
        for (int i = next; i < texts.length && target.hasRemaining(); i++) {
            if (events[i]) copyEvent(texts[i], from, target);
            else copy(texts[i], from, target);
            from = 0;
        }
    }

    private static void copyEvent(ByteBuffer json, int from, ByteBuffer target) {
        int left = copy(DATA, from, target);
        int start = target.position();
        left = copy(json, left, target);
        LineBreaks.toSpaces(target, start, target.position());
        copy(END, left, target);
    }

    /**
     * Copies as much of a part as fits, from that byte of it on.
     *
     * @return from which byte of the next part to go on
     */
    private static int copy(ByteBuffer part, int from, ByteBuffer target) {
        int length = part.remaining();
        int bytes = Math.min(length - from, target.remaining());
        if (bytes > 0) {
            target.put(target.position(), part, part.position() + from, bytes);
            target.position(target.position() + bytes);
        }
        return Math.max(0, from - length);
    }

    @Override
    public void take(int bytes) {
        int left = bytes + taken;
        while (next < texts.length && left >= length(next)) {
            left -= length(next);
            next++;
        }
        taken = left;
    }

    private int length(int i) {
        int length = texts[i].remaining();
        return events[i] ? DATA.remaining() + length + END.remaining() : length;
    }
}
