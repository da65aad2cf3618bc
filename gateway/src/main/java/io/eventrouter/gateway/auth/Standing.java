package io.eventrouter.gateway.auth;

/** Whether an identity that was good once still is. */
public enum Standing {
    GOOD,
    EXPIRED,
    REVOKED
}
