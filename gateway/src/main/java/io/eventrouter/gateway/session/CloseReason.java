package io.eventrouter.gateway.session;

/**
 * Why the gateway closes a session: the close code, and one machine-readable word as its reason. A
 * closed list, documented in docs/protocol.md. What a client sent as its own code is never passed
 * on.
 */
public enum CloseReason {
    NORMAL(1000, "bye"),
    IDLE(1001, "idle"),
    PROTOCOL(1002, "protocol"),
    BINARY(1003, "binary"),
    MALFORMED(1007, "malformed"),
    UNAUTHENTICATED(1008, "unauthenticated"),
    TOKEN_EXPIRED(1008, "token-expired"),
    TOKEN_REVOKED(1008, "token-revoked"),
    FORBIDDEN(1008, "forbidden"),
    RATE(1008, "rate"),
    TOO_LARGE(1009, "too-large"),
    INTERNAL(1011, "internal"),
    /** The client should reconnect, after the hint it was given. */
    DRAINING(1012, "draining"),
    /** An operator has ended it; the client may reconnect. */
    KICKED(1012, "kicked"),
    /** The client should reconnect with its cursor. */
    SLOW_CONSUMER(1013, "slow-consumer");

    private final int code;
    private final String word;

    CloseReason(int code, String word) {
        this.code = code;
        this.word = word;
    }

    /** The WebSocket close code. */
    public int code() {
        return code;
    }

    /** The close frame's reason, also the value of the metrics tag. */
    public String word() {
        return word;
    }
}
