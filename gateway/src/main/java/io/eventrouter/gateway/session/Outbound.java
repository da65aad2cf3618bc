package io.eventrouter.gateway.session;

/** What a session sends: the bytes of an event that all sessions share, or a message of its own. */
public sealed interface Outbound permits EventFrame, ServerMessage {
    /** What it counts for in the bounds of a queue. */
    int bytes();
}
