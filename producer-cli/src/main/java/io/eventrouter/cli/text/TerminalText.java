package io.eventrouter.cli.text;

import org.jline.utils.WCWidth;

/**
 * Makes text from elsewhere fit for a terminal: one line, no control characters, no longer than the
 * line. Stateless.
 */
public final class TerminalText {
    private TerminalText() {}

    /**
     * The text with every character escaped that could move the cursor, change colours, start a new
     * line, or turn the reading direction: controls, line separators, bidirectional marks, and lone
     * surrogates. What is left is one line that shows what it is.
     */
    public static String escape(String text) {
        int safe = 0;
        while (safe < text.length() && isPlain(text.charAt(safe))) safe++;
        if (safe == text.length()) return text;
        var out = new StringBuilder(text.length() + 16).append(text, 0, safe);
        for (int i = safe; i < text.length(); ) {
            int c = text.codePointAt(i);
            append(out, c);
            i += Character.charCount(c);
        }
        return out.toString();
    }

    /**
     * The text cut to that many columns of a terminal, with an ellipsis where something was cut.
     * Wide characters count for two. Expects escaped text.
     *
     * @param columns below 1: nothing is left
     */
    public static String shorten(String text, int columns) {
        // A much longer text is not measured to its end.
        if (text.length() <= 4L * columns && columns(text) <= columns) return text;
        int used = 0;
        int end = 0;
        while (end < text.length()) {
            int c = text.codePointAt(end);
            int width = columns(c);
            if (used + width > columns - 1) break;
            used += width;
            end += Character.charCount(c);
        }
        if (end == text.length()) return text;
        return columns < 1 ? "" : text.substring(0, end) + "…";
    }

    /** How many columns of a terminal the text takes. */
    public static int columns(String text) {
        return text.codePoints().map(TerminalText::columns).sum();
    }

    private static int columns(int codePoint) {
        return Math.max(0, WCWidth.wcwidth(codePoint));
    }

    private static boolean isPlain(char c) {
        return c >= ' ' && c < 0x7f;
    }

    private static void append(StringBuilder out, int c) {
        switch (c) {
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                if (isHarmless(c)) out.appendCodePoint(c);
                else out.append(String.format("\\u%04x", c));
            }
        }
    }

    private static boolean isHarmless(int c) {
        return switch (Character.getType(c)) {
            // FORMAT holds the bidirectional marks, and joiners that emoji need.
            case Character.FORMAT -> c == 0x200c || c == 0x200d;
            case Character.CONTROL,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            default -> true;
        };
    }
}
