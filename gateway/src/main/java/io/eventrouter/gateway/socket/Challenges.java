package io.eventrouter.gateway.socket;

import io.eventrouter.gateway.auth.Verdict;

/** What clients without a good token are answered, as RFC 6750 has it. Stateless. */
final class Challenges {
    private static final String SCHEME = "Bearer realm=\"event-router\"";

    private Challenges() {}

    static Answer answer(Verdict.Rejected rejected) {
        String message = rejected.message();
        return switch (rejected.reason()) {
            case KEYS_PENDING -> Answer.text(503, message).with("Retry-After", "1");
            case MISSING -> Answer.text(401, message).with("WWW-Authenticate", SCHEME);
            case MISPLACED -> challenge(401, "invalid_request", message);
            default -> challenge(401, "invalid_token", message);
        };
    }

    /** The token is good, and does not allow that. */
    static Answer insufficient(String message) {
        return challenge(403, "insufficient_scope", message);
    }

    /** Messages are our own words, and have nothing in them that would need escaping. */
    private static Answer challenge(int status, String error, String message) {
        return Answer.text(status, message)
                .with(
                        "WWW-Authenticate",
                        SCHEME + ", error=\"" + error + "\", error_description=\"" + message + '"');
    }
}
