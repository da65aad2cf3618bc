package io.eventrouter.gateway.auth;

/** What became of a token. Immutable. */
public sealed interface Verdict {
    /** It is good. */
    record Accepted(Identity identity) implements Verdict {}

    /**
     * It is not, or not yet.
     *
     * @param message for the developer of the client: what is wrong and what is needed; nothing of
     *     the token but names of its parts
     */
    record Rejected(Rejection reason, String message) implements Verdict {}
}
