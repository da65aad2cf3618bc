package io.eventrouter.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Sees at a glance that bytes are JSON which {@link JsonText} takes: one pass over them, eight
 * bytes of a string at a time, without a parser's state. It never takes what JsonText refuses. It
 * does not take everything that JsonText takes: what is seldom met, such as an escaped surrogate,
 * or stands close to a limit, is left to the parser, and so is what is wrong.
 *
 * <p>Confined to one call.
 */
final class JsonScan {
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long EACH_ONE = 0x0101010101010101L;
    private static final long EACH_SPACE = EACH_ONE * ' ';
    private static final long EACH_QUOTE = EACH_ONE * '"';
    private static final long EACH_BACKSLASH = EACH_ONE * '\\';
    private static final long HIGHEST_BITS = EACH_ONE << 7;

    /** The parser has a limit for strings, which is far above this. */
    private static final int MOST_BYTES = 8 << 20;

    /** In bytes, quotes included, so below the limit in characters. */
    private static final int LONGEST_NAME = JsonText.MAX_NAME_LENGTH / 2;

    private static final int LONGEST_NUMBER = JsonText.MAX_NUMBER_DIGITS / 2;

    private final byte[] json;
    private int at;
    private int depth;

    /** The kind of each value that is open, the innermost lowest: 1 for an object. */
    private long objects;

    private JsonScan(byte[] json) {
        this.json = json;
    }

    /** Whether it certainly is such JSON; false says nothing. */
    static boolean isCertain(byte[] json) {
        return json.length <= MOST_BYTES && new JsonScan(json).isOneValue() && Utf8.isValid(json);
    }

    private boolean isOneValue() {
        do {
            if (!entersOrPassesValue()) return false;
            while (depth > 0 && closes()) leave();
        } while (depth > 0 && passesSeparator());
        skipSpace();
        return depth == 0 && at == json.length;
    }

    /** Passes a scalar or an empty container; of another it stops before the first value. */
    private boolean entersOrPassesValue() {
        while (true) {
            skipSpace();
            byte b = peek();
            if (b != '{' && b != '[') return passesScalar(b);
            if (depth == JsonText.MAX_DEPTH) return false;
            at++;
            depth++;
            objects = (objects << 1) | (b == '{' ? 1 : 0);
            if (closes()) {
                leave();
                return true;
            }
            if (b == '{' && !passesName()) return false;
        }
    }

    private boolean inObject() {
        return (objects & 1) == 1;
    }

    /** Whether the innermost container ends here. */
    private boolean closes() {
        skipSpace();
        return peek() == (inObject() ? '}' : ']');
    }

    private void leave() {
        at++;
        depth--;
        objects >>>= 1;
    }

    /** A comma, and in an object the next name. */
    private boolean passesSeparator() {
        if (!passes(',')) return false;
        if (!inObject()) return true;
        skipSpace();
        return passesName();
    }

    private boolean passesName() {
        int start = at;
        if (!passesString() || at - start > LONGEST_NAME) return false;
        skipSpace();
        return passes(':');
    }

    private boolean passesScalar(byte first) {
        return switch (first) {
            case '"' -> passesString();
            case 't' -> passesWord("true");
            case 'f' -> passesWord("false");
            case 'n' -> passesWord("null");
            default -> passesNumber();
        };
    }

    private boolean passesWord(String word) {
        for (int i = 0; i < word.length(); i++) if (!passes(word.charAt(i))) return false;
        return true;
    }

    private boolean passesString() {
        if (!passes('"')) return false;
        while (true) {
            skipPlain();
            byte b = peek();
            at++;
            if (b == '"') return true;
            if (b != '\\' || !passesEscape()) return false;
        }
    }

    /** Goes on to the next quote, backslash or control character, or to the end. */
    private void skipPlain() {
        for (; at + Long.BYTES <= json.length; at += Long.BYTES) {
            long special = special((long) LONGS.get(json, at));
            if (special != 0) {
                at += Long.numberOfTrailingZeros(special) / Byte.SIZE;
                return;
            }
        }
        while (at < json.length && isPlain(json[at])) at++;
    }

    private static boolean isPlain(byte b) {
        return b != '"' && b != '\\' && (b < 0 || b >= ' ');
    }

    /**
     * The highest bit of each of eight bytes that is not plain. Bits above the lowest one may be
     * wrong, as a subtraction borrows.
     */
    private static long special(long bytes) {
        long quote = bytes ^ EACH_QUOTE;
        long backslash = bytes ^ EACH_BACKSLASH;
        long control = (bytes - EACH_SPACE) & ~bytes;
        long quotes = (quote - EACH_ONE) & ~quote;
        long backslashes = (backslash - EACH_ONE) & ~backslash;
        return (control | quotes | backslashes) & HIGHEST_BITS;
    }

    private boolean passesEscape() {
        byte b = peek();
        at++;
        return switch (b) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> true;
            case 'u' -> passesUnit();
            default -> false;
        };
    }

    /** Four hexadecimal digits; of surrogates, which have to be paired, none. */
    private boolean passesUnit() {
        int unit = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(peek(), 16);
            if (digit < 0) return false;
            unit = (unit << 4) | digit;
            at++;
        }
        return unit < Character.MIN_SURROGATE || unit > Character.MAX_SURROGATE;
    }

    private boolean passesNumber() {
        int start = at;
        passes('-');
        if (!passes('0') && !passesDigits()) return false;
        if (passes('.') && !passesDigits()) return false;
        if (passes('e') || passes('E')) {
            if (!passes('+')) passes('-');
            if (!passesDigits()) return false;
        }
        return at - start <= LONGEST_NUMBER;
    }

    private boolean passesDigits() {
        int start = at;
        while (peek() >= '0' && peek() <= '9') at++;
        return at > start;
    }

    private void skipSpace() {
        for (byte b = peek(); b == ' ' || b == '\n' || b == '\r' || b == '\t'; b = peek()) at++;
    }

    private boolean passes(char ascii) {
        if (peek() != ascii) return false;
        at++;
        return true;
    }

    /** At the end 0, which JSON has nowhere. */
    private byte peek() {
        return at < json.length ? json[at] : 0;
    }
}
