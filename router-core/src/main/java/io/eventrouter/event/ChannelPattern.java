package io.eventrouter.event;

import java.util.List;

/**
 * What a subscriber asks for: a channel, in which {@code *} stands for any one token and a last
 * {@code >} for one or more.
 *
 * @param text as a {@link Channel}, with those two wildcards as whole tokens
 */
public record ChannelPattern(String text) {
    /**
     * @throws InvalidEventException when the text is not of that form
     */
    public ChannelPattern {
        ChannelTokens.check(text, true);
    }

    /** The tokens, wildcards among them. */
    public List<String> tokens() {
        return List.of(text.split("\\."));
    }

    /** Whether it names one channel: it has no wildcard. */
    public boolean isExact() {
        return text.indexOf('*') < 0 && text.indexOf('>') < 0;
    }

    public boolean matches(Channel channel) {
        String name = channel.name();
        int at = 0;
        int in = 0;
        while (in < text.length()) {
            char c = text.charAt(in);
            if (c == '>') return at < name.length();
            int patternEnd = tokenEnd(text, in);
            if (at >= name.length()) return false;
            int nameEnd = tokenEnd(name, at);
            if (c != '*'
                    && !(patternEnd - in == nameEnd - at
                            && text.regionMatches(in, name, at, nameEnd - at))) return false;
            in = patternEnd + 1;
            at = nameEnd + 1;
        }
        return at > name.length();
    }

    /** Whether it matches every channel that the other one matches. */
    public boolean covers(ChannelPattern other) {
        List<String> mine = tokens();
        List<String> theirs = other.tokens();
        for (int i = 0; i < mine.size(); i++) {
            if (i == theirs.size()) return false;
            String token = mine.get(i);
            if (token.equals(">")) return true;
            String their = theirs.get(i);
            if (their.equals(">")) return false;
            if (!token.equals("*") && !token.equals(their)) return false;
        }
        return mine.size() == theirs.size();
    }

    private static int tokenEnd(String text, int start) {
        int dot = text.indexOf('.', start);
        return dot < 0 ? text.length() : dot;
    }

    @Override
    public String toString() {
        return text;
    }
}
