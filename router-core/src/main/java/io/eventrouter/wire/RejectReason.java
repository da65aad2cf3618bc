package io.eventrouter.wire;

/** Why a record is a dead letter: a closed list, documented in docs/protocol.md. */
public enum RejectReason {
    NO_CHANNEL("no-channel"),
    BAD_CHANNEL("bad-channel"),
    BAD_ATTRIBUTE("bad-attribute"),
    BAD_STRUCTURED_EVENT("bad-structured-event"),
    BAD_DATA("bad-data"),
    PRIORITY_MISMATCH("priority-mismatch"),
    TOO_LARGE("too-large"),
    /** Reading it failed in a way that nobody thought of: the router's fault, not the record's. */
    UNREADABLE("unreadable"),
    /** A client was sent the event as often as it may be, and never acknowledged it. */
    UNACKNOWLEDGED("unacknowledged");

    private final String text;

    RejectReason(String text) {
        this.text = text;
    }

    /** As in the reason header and in metric tags. */
    public String text() {
        return text;
    }
}
