package io.eventrouter.gateway.auth;

/** Why a token is not taken: a closed list, documented in docs/security.md. */
public enum Rejection {
    /** There is none. */
    MISSING("missing"),
    /** It came in the query, where logs and histories keep it; or in two places. */
    MISPLACED("misplaced"),
    /** It is no JSON Web Token, or one whose header asks for what is not done here. */
    MALFORMED("malformed"),
    /** Its algorithm is none of those that there are keys for. */
    ALGORITHM("algorithm"),
    /** Its key is not known, and keys were fetched a moment ago. */
    UNKNOWN_KEY("unknown-key"),
    /** Its key is not known, and keys are being fetched: it may be good in a second. */
    KEYS_PENDING("keys-pending"),
    SIGNATURE("signature"),
    EXPIRED("expired"),
    NOT_YET("not-yet"),
    ISSUER("issuer"),
    AUDIENCE("audience"),
    /** A claim is missing, or is not what it should be. */
    CLAIMS("claims"),
    REVOKED("revoked");

    private final String word;

    Rejection(String word) {
        this.word = word;
    }

    /** The value of the metrics tag. */
    public String word() {
        return word;
    }
}
