package io.eventrouter.gateway.session;

/** Why an event that was meant for a session was not sent to it: a value of the metrics tag. */
enum DropReason {
    EXPIRED("expired"),
    /** The queue was full, and its level is one whose oldest events make room. */
    SHED("shed"),
    /** A newer event of its channel and collapse key took its place. */
    COLLAPSED("collapsed"),
    /** The client did not read fast enough, and its session was cut. */
    SLOW_CONSUMER("slow-consumer"),
    /** The gateway closed the session for another reason. */
    CLOSED("closed"),
    /** The client went away, or the connection broke. */
    DISCONNECTED("disconnected"),
    /** The event could not be written as a message. */
    UNENCODABLE("unencodable");

    private final String text;

    DropReason(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }
}
