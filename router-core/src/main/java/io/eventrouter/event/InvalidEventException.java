package io.eventrouter.event;

/** An event attribute breaks the contract. The message names the attribute and what is allowed. */
public final class InvalidEventException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST_QUOTE = 64;

    private final String attribute;

    public InvalidEventException(String attribute, String message) {
        super(attribute + ": " + message);
        this.attribute = attribute;
    }

    /** The CloudEvents name of the attribute at fault, such as {@code channel}. */
    public String attribute() {
        return attribute;
    }

    /**
     * The text in quotes, cut and with every character escaped that does not show as itself
     * (controls, line separators, direction marks, lone surrogates), so that a message or a log
     * line stays one line, and reads as it is, whatever a sender wrote.
     */
    public static String quote(String text) {
        var out = new StringBuilder("\"");
        int end = Math.min(text.length(), LONGEST_QUOTE);
        for (int i = 0; i < end; ) {
            int c = text.codePointAt(i);
            if (c == '"' || c == '\\') out.append('\\').append((char) c);
            else if (shows(c)) out.appendCodePoint(c);
            else out.append(String.format("\\u%04x", c));
            i += Character.charCount(c);
        }
        return out.append(end < text.length() ? "…\"" : "\"").toString();
    }

    private static boolean shows(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            default -> true;
        };
    }
}
