package io.eventrouter.gateway.auth;

/**
 * The algorithms that tokens are checked with. Each key is for one of them and no other, whatever a
 * token says of itself.
 */
enum Algorithm {
    HS256,
    RS256,
    ES256;

    /** Whether a header or a key set means this one. */
    boolean is(com.nimbusds.jose.Algorithm other) {
        return other != null && name().equals(other.getName());
    }
}
