package io.eventrouter.cli.tail;

/** An event's JSON on one line. Stateless. */
public final class JsonLine {
    private JsonLine() {}

    /**
     * The same JSON without a line break, and without characters that a terminal obeys. In JSON a
     * raw line break can only be white space between tokens; what else is replaced can only be in a
     * string, where an escape means the same.
     */
    public static String of(String json) {
        int plain = 0;
        while (plain < json.length() && isPlain(json.charAt(plain))) plain++;
        if (plain == json.length()) return json;
        var out = new StringBuilder(json.length() + 16).append(json, 0, plain);
        for (int i = plain; i < json.length(); i++) append(out, json.charAt(i));
        return out.toString();
    }

    private static boolean isPlain(char c) {
        return c >= ' ' && !isControl(c);
    }

    /** Controls beyond ASCII's first 32, and Unicode's line separators. */
    private static boolean isControl(char c) {
        return (c >= 0x7f && c < 0xa0) || c == '\u2028' || c == '\u2029';
    }

    private static void append(StringBuilder out, char c) {
        if (c < ' ') out.append(' ');
        else if (isControl(c)) out.append(String.format("\\u%04x", (int) c));
        else out.append(c);
    }
}
