package io.eventrouter.gateway.session;

/**
 * What a session sends: the bytes of an event that all sessions share, a message of its own, or a
 * ping.
 */
public sealed interface Outbound permits EventFrame, Probe, ServerMessage {
    /** What it counts for in the bounds of a queue. */
    int bytes();
}
