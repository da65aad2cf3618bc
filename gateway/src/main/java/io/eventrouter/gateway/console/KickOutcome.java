package io.eventrouter.gateway.console;

/** What became of closing a session. */
public enum KickOutcome {
    /** It is closed as 1012 {@code kicked}. */
    KICKED,
    /** There is none of that id any more, or none that this console has shown. */
    GONE,
    /** Its gateway did not answer in time; it may be closed all the same. */
    UNREACHABLE,
    /** Too many are being closed at this moment. */
    BUSY
}
