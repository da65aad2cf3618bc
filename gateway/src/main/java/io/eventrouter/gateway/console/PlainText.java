package io.eventrouter.gateway.console;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Bytes from anywhere as text for a page: short, and without what would change how the text around
 * it is shown. The page still sets it as text, never as markup. Stateless.
 */
final class PlainText {
    private static final char REPLACEMENT = '\uFFFD';

    private PlainText() {}

    /**
     * The beginning of it; empty when it is not UTF-8.
     *
     * @param most characters
     */
    static Optional<String> beginning(byte[] bytes, int most) {
        var decoder =
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT);
        var text = CharBuffer.allocate(most);
        CoderResult result = decoder.decode(ByteBuffer.wrap(bytes), text, true);
        if (result.isError()) return Optional.empty();
        String read = text.flip().toString();
        return Optional.of(shown(read) + (result.isOverflow() ? "…" : ""));
    }

    /** The same of a text, whatever is in it. */
    static String shortened(String text, int most) {
        boolean fits = text.length() <= most;
        return shown(fits ? text : text.substring(0, most)) + (fits ? "" : "…");
    }

    private static String shown(String text) {
        var shown = new StringBuilder(text.length());
        text.codePoints()
                .forEach(
                        c -> {
                            if (c == '\n' || c == '\r' || c == '\t') shown.append(' ');
                            else if (isHarmless(c)) shown.appendCodePoint(c);
                            else shown.append(REPLACEMENT);
                        });
        return shown.toString();
    }

    private static boolean isHarmless(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            default -> true;
        };
    }
}
