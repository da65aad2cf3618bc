package io.eventrouter.event;

/** The grammar that channels and patterns share: dot-separated tokens. Stateless. */
final class ChannelTokens {
    static final int MAX_TOKENS = 16;
    static final int MAX_LENGTH = 200;

    private static final String RULE =
            " is not a channel: 1 to 16 tokens of A-Z a-z 0-9 _ -, joined by dots, 200 characters"
                    + " at most";

    private ChannelTokens() {}

    /**
     * Checks the text, and counts its tokens.
     *
     * @param wildcards whether a token may be {@code *}, and the last one {@code >}
     */
    static int check(String text, boolean wildcards) {
        if (text.isEmpty() || text.length() > MAX_LENGTH) throw invalid(text, wildcards);
        int tokens = 1;
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i < text.length() && text.charAt(i) != '.') continue;
            if (!isToken(text, start, i) && !(wildcards && isWildcard(text, start, i)))
                throw invalid(text, wildcards);
            if (i < text.length()) tokens++;
            start = i + 1;
        }
        if (tokens > MAX_TOKENS) throw invalid(text, wildcards);
        return tokens;
    }

    private static boolean isToken(String text, int start, int end) {
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            boolean allowed =
                    (c >= 'a' && c <= 'z')
                            || (c >= 'A' && c <= 'Z')
                            || (c >= '0' && c <= '9')
                            || c == '_'
                            || c == '-';
            if (!allowed) return false;
        }
        return end > start;
    }

    private static boolean isWildcard(String text, int start, int end) {
        if (end - start != 1) return false;
        char c = text.charAt(start);
        return c == '*' || (c == '>' && end == text.length());
    }

    private static InvalidEventException invalid(String text, boolean wildcards) {
        String more = wildcards ? "; in a pattern a token may be *, and the last one >" : "";
        return new InvalidEventException(
                "channel", InvalidEventException.quote(text) + RULE + more);
    }
}
