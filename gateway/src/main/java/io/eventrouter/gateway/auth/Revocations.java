package io.eventrouter.gateway.auth;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tokens and users that are let in no more. Immutable.
 *
 * <pre>
 *   # a remark
 *   jti 3f1c9a                        one token
 *   sub alice                         all tokens of a user
 *   sub bob 2026-11-24T10:00:00Z      those issued before that
 * </pre>
 *
 * @param subjects by user, before when a token was issued that is revoked; {@link Instant#MAX} for
 *     all
 * @param badLines the numbers of lines that say none of that
 */
record Revocations(Set<String> tokens, Map<String, Instant> subjects, List<Integer> badLines) {
    static final Revocations NONE = new Revocations(Set.of(), Map.of(), List.of());

    /** Ends in what is meant for a time: a date, with or without a time of day after a space. */
    private static final Pattern DATE_AT_END =
            Pattern.compile("(.*\\s)?\\d{4}-\\d\\d-\\d\\d\\S*(\\s+\\S+)?");

    Revocations {
        tokens = Set.copyOf(tokens);
        subjects = Map.copyOf(subjects);
        badLines = List.copyOf(badLines);
    }

    /** Reads all that can be read: a slip in one line must not let others in. */
    static Revocations parse(String text) {
        var tokens = new HashSet<String>();
        var subjects = new HashMap<String, Instant>();
        var badLines = new ArrayList<Integer>();
        int number = 0;
        for (String line : text.lines().map(String::strip).toList()) {
            number++;
            if (line.isEmpty() || line.startsWith("#")) continue;
            String rest = line.length() < 5 ? "" : line.substring(4).strip();
            if (line.matches("jti\\s+\\S+")) tokens.add(rest);
            else if (!line.matches("sub\\s+\\S.*") || !addSubject(rest, subjects))
                badLines.add(number);
        }
        return new Revocations(tokens, subjects, badLines);
    }

    /** Returns false for a time that is none, which must not be taken for a part of the name. */
    private static boolean addSubject(String rest, Map<String, Instant> subjects) {
        int space = Math.max(rest.lastIndexOf(' '), rest.lastIndexOf('\t'));
        Instant before = space < 0 ? null : time(rest.substring(space + 1));
        if (before == null && DATE_AT_END.matcher(rest).matches()) return false;
        String subject = before == null ? rest : rest.substring(0, space).strip();
        subjects.merge(
                subject, before == null ? Instant.MAX : before, (a, b) -> a.isAfter(b) ? a : b);
        return true;
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            return null; // a name may have a space in it
        }
    }

    /** A token that does not say when it was issued is taken for an old one. */
    boolean cover(Identity identity) {
        if (identity.tokenId().isPresent() && tokens.contains(identity.tokenId().get()))
            return true;
        if (subjects.isEmpty() || identity.subject().isEmpty()) return false;
        Instant before = subjects.get(identity.subject().get());
        return before != null
                && (identity.issued().isEmpty() || identity.issued().get().isBefore(before));
    }

    /** Whether all that the other one has is here too. */
    boolean coverAll(Revocations other) {
        return tokens.containsAll(other.tokens)
                && other.subjects.entrySet().stream()
                        .allMatch(
                                e ->
                                        subjects.containsKey(e.getKey())
                                                && !subjects.get(e.getKey())
                                                        .isBefore(e.getValue()));
    }

    int size() {
        return tokens.size() + subjects.size();
    }
}
