package io.eventrouter.gateway.socket;

import java.nio.ByteBuffer;

/**
 * Makes one line of JSON. Strings have no raw line break in them, so what there is stands between
 * tokens, where a space means the same. Stateless.
 */
final class LineBreaks {
    private static final long EACH = 0x0101010101010101L;
    private static final long TOP_BITS = EACH << 7;

    /** Line feed and carriage return are below it, and in JSON only the tab besides. */
    private static final long BOUND = EACH * ('\r' + 1);

    private LineBreaks() {}

    /** Replaces those among the bytes of these absolute places; touches nothing else. */
    static void toSpaces(ByteBuffer bytes, int from, int end) {
        int at = from;
        for (; at <= end - Long.BYTES; at += Long.BYTES)
            if (hasByteBelowBound(bytes.getLong(at))) replace(bytes, at, at + Long.BYTES);
        replace(bytes, at, end);
    }

    /** Eight bytes at a time: a borrow into a top bit that was clear tells of a smaller byte. */
    private static boolean hasByteBelowBound(long eight) {
        return ((eight - BOUND) & ~eight & TOP_BITS) != 0;
    }

    private static void replace(ByteBuffer bytes, int from, int end) {
        for (int at = from; at < end; at++) {
            byte b = bytes.get(at);
            if (b == '\n' || b == '\r') bytes.put(at, (byte) ' ');
        }
    }
}
