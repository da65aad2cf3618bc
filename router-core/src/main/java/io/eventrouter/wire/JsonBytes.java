package io.eventrouter.wire;

import java.util.Arrays;

/**
 * Writes JSON as UTF-8 into an array that grows. Knows how to escape text and nothing of structure.
 * Not thread-safe: confined to one encoding.
 */
final class JsonBytes {
    private static final byte[] HEX = Utf8.encode("0123456789abcdef");
    private static final int LONGEST_ESCAPE = 6;

    private byte[] bytes;
    private int length;

    /**
     * @param expected how much will be written, if known
     */
    JsonBytes(int expected) {
        bytes = new byte[Math.max(16, expected)];
    }

    /** As it is. */
    JsonBytes raw(byte[] json) {
        ensure(json.length);
        System.arraycopy(json, 0, bytes, length, json.length);
        length += json.length;
        return this;
    }

    /**
     * As it is.
     *
     * @param json ASCII only
     */
    JsonBytes raw(String json) {
        ensure(json.length());
        for (int i = 0; i < json.length(); i++) bytes[length++] = (byte) json.charAt(i);
        return this;
    }

    /**
     * A comma, and the beginning of a member.
     *
     * @param name ASCII without anything to escape
     */
    JsonBytes member(String name) {
        return raw(",\"").raw(name).raw("\":");
    }

    /** A JSON string. */
    JsonBytes string(String text) {
        return string(Utf8.encode(text));
    }

    /** A JSON string of the text; what is not UTF-8 in it becomes U+FFFD. */
    JsonBytes string(byte[] text) {
        byte[] utf8 = Utf8.isValid(text) ? text : Utf8.encode(Utf8.decode(text));
        raw("\"");
        int start = 0;
        for (int i = 0; i < utf8.length; i++) {
            byte b = utf8[i];
            if ((b >= 0x20 || b < 0) && b != '"' && b != '\\') continue;
            copy(utf8, start, i);
            escape(b);
            start = i + 1;
        }
        copy(utf8, start, utf8.length);
        return raw("\"");
    }

    private void copy(byte[] from, int start, int end) {
        ensure(end - start);
        System.arraycopy(from, start, bytes, length, end - start);
        length += end - start;
    }

    private void escape(byte b) {
        ensure(LONGEST_ESCAPE);
        bytes[length++] = '\\';
        switch (b) {
            case '"', '\\' -> bytes[length++] = b;
            case '\n' -> bytes[length++] = 'n';
            case '\r' -> bytes[length++] = 'r';
            case '\t' -> bytes[length++] = 't';
            default -> {
                bytes[length++] = 'u';
                bytes[length++] = '0';
                bytes[length++] = '0';
                bytes[length++] = HEX[b >> 4];
                bytes[length++] = HEX[b & 0xf];
            }
        }
    }

    private void ensure(int more) {
        if (bytes.length - length < more)
            bytes = Arrays.copyOf(bytes, Math.max(length + more, length + (length >> 1)));
    }

    byte[] toArray() {
        return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    }
}
