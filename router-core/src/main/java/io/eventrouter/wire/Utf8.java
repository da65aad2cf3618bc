package io.eventrouter.wire;

import io.eventrouter.event.AttributeText;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Strict UTF-8 (RFC 3629: no overlong forms, no surrogates, nothing beyond U+10FFFF), judged
 * without decoding. It has to be strict: a browser closes a WebSocket whose text is not. The JSON
 * parser skips strings without looking that closely. Stateless.
 */
final class Utf8 {
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long EACH_ONE = 0x0101010101010101L;
    private static final long EACH_SPACE = 0x2020202020202020L;
    private static final long NOT_ASCII = 0x8080808080808080L;

    private Utf8() {}

    static boolean isValid(byte[] bytes) {
        int i = 0;
        while (i < bytes.length) {
            if (i + Long.BYTES <= bytes.length && ((long) LONGS.get(bytes, i) & NOT_ASCII) == 0) {
                i += Long.BYTES;
            } else if (bytes[i] >= 0) {
                i++;
            } else {
                int length = sequenceLength(bytes, i);
                if (length == 0) return false;
                i += length;
            }
        }
        return true;
    }

    /** 0 when no well-formed sequence of two bytes or more begins there. */
    private static int sequenceLength(byte[] bytes, int at) {
        int first = bytes[at] & 0xff;
        if (first >= 0xc2 && first <= 0xdf) return continues(bytes, at, 0x80, 0xbf, 2);
        return switch (first) {
            case 0xe0 -> continues(bytes, at, 0xa0, 0xbf, 3);
            case 0xed -> continues(bytes, at, 0x80, 0x9f, 3);
            case 0xf0 -> continues(bytes, at, 0x90, 0xbf, 4);
            case 0xf1, 0xf2, 0xf3 -> continues(bytes, at, 0x80, 0xbf, 4);
            case 0xf4 -> continues(bytes, at, 0x80, 0x8f, 4);
            default -> first >= 0xe1 && first <= 0xef ? continues(bytes, at, 0x80, 0xbf, 3) : 0;
        };
    }

    private static int continues(byte[] bytes, int at, int least, int most, int length) {
        if (at + length > bytes.length) return 0;
        int second = bytes[at + 1] & 0xff;
        if (second < least || second > most) return 0;
        for (int i = at + 2; i < at + length; i++) if ((bytes[i] & 0xc0) != 0x80) return 0;
        return length;
    }

    /** Whether the bytes are text that an attribute may have: see {@link AttributeText}. */
    static boolean isCleanText(byte[] bytes) {
        int i = 0;
        for (; i + Long.BYTES <= bytes.length; i += Long.BYTES)
            if (!isPrintableAscii((long) LONGS.get(bytes, i))) break;
        for (; i < bytes.length; i++)
            if (bytes[i] < 0x20 || bytes[i] == 0x7f)
                return bytes[i] < 0 && isValid(bytes) && AttributeText.isClean(decode(bytes));
        return true;
    }

    /** Whether each of eight bytes is 0x20 to 0x7e. */
    private static boolean isPrintableAscii(long bytes) {
        return ((bytes | bytes - EACH_SPACE | bytes + EACH_ONE) & NOT_ASCII) == 0;
    }

    /** The first place of the ASCII character from there on, or the length when there is none. */
    static int indexOf(byte[] bytes, int start, char ascii) {
        int i = start;
        for (; i + Long.BYTES <= bytes.length; i += Long.BYTES) {
            long zeroWhereFound = (long) LONGS.get(bytes, i) ^ ascii * EACH_ONE;
            if ((zeroWhereFound - EACH_ONE & ~zeroWhereFound & NOT_ASCII) != 0) break;
        }
        while (i < bytes.length && bytes[i] != ascii) i++;
        return i;
    }

    /** What is not UTF-8 becomes U+FFFD. */
    static String decode(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    static byte[] encode(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
