package io.eventrouter.gateway.resume;

/** What a client's token turned out to be. */
public sealed interface CursorReading {
    /** One of ours, for this topic. */
    record Valid(Cursor cursor) implements CursorReading {}

    /** It has the form of a cursor, but was not signed with our key, or was changed. */
    record Forged() implements CursorReading {}

    /** Signed with our key, for another topic: another deployment, or a topic made anew. */
    record ForeignTopic() implements CursorReading {}

    /** Not a cursor at all, or one of a version that we do not know. */
    record Malformed() implements CursorReading {}
}
