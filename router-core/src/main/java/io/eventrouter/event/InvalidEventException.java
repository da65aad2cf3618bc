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
     * The text in quotes, cut and with control characters escaped, so that a message or a log line
     * stays one line whatever a sender wrote.
     */
    public static String quote(String text) {
        var out = new StringBuilder("\"");
        int end = Math.min(text.length(), LONGEST_QUOTE);
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (c < ' '
                    || c == '"'
                    || c == '\\'
                    || (c >= 0x7f && c < 0xa0)
                    || c == '\u2028'
                    || c == '\u2029') out.append(String.format("\\u%04x", (int) c));
            else out.append(c);
        }
        return out.append(end < text.length() ? "…\"" : "\"").toString();
    }
}
