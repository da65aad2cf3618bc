package io.eventrouter.gateway.session;

/** What an {@code error} message can say: a closed list, documented in docs/protocol.md. */
public enum ErrorCode {
    MALFORMED("malformed"),
    UNKNOWN_OPERATION("unknown-op"),
    BAD_CHANNEL("bad-channel"),
    BAD_PRIORITY("bad-priority"),
    NOT_SUBSCRIBED("not-subscribed"),
    LIMIT("limit"),
    FORBIDDEN("forbidden"),
    BAD_EVENT("bad-event"),
    TOO_LARGE("too-large"),
    RATE("rate"),
    UNAVAILABLE("unavailable"),
    UNSUPPORTED("unsupported"),
    UNAUTHENTICATED("unauthenticated");

    private final String text;

    ErrorCode(String text) {
        this.text = text;
    }

    /** As in the message. */
    public String text() {
        return text;
    }
}
