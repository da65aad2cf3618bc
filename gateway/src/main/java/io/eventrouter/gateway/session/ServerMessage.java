package io.eventrouter.gateway.session;

import java.time.Instant;

/**
 * A control message to one client, as docs/protocol.md lists them; the socket package writes it as
 * JSON. A {@code ref} is the client's own, echoed; null for none.
 */
public sealed interface ServerMessage extends Outbound {
    /** A control message counts for as much as a typical one takes. */
    int TYPICAL_BYTES = 256;

    @Override
    default int bytes() {
        return TYPICAL_BYTES;
    }

    /** The first message of a session. */
    record Welcome(
            String session,
            String gateway,
            String cursor,
            int heartbeatSeconds,
            int maxSubscriptions,
            int maxFrameBytes)
            implements ServerMessage {}

    /**
     * A subscription holds from here on.
     *
     * @param recovered null when no cursor was given
     * @param lost what a cursor promised and retention has taken; null for nothing, or not known
     */
    record Subscribed(String channel, Boolean recovered, Lost lost, String ref)
            implements ServerMessage {
        /** Nothing was lost, or it is not known what. */
        public Subscribed(String channel, Boolean recovered, String ref) {
            this(channel, recovered, null, ref);
        }
    }

    /**
     * A stretch of the log that is gone.
     *
     * @param from the cursor that was given
     * @param to a cursor at what is still there
     * @param count how many events at most, of any channel
     */
    record Lost(String from, String to, long count) {}

    record Unsubscribed(String channel, String ref) implements ServerMessage {}

    /**
     * Kafka has an event that the client published.
     *
     * @param topic that of its level
     * @param position its place in there, {@code PARTITION:OFFSET}
     */
    record Published(String id, String topic, String position, String ref)
            implements ServerMessage {}

    /**
     * A token was taken.
     *
     * @param expires until when it holds
     */
    record Authorized(Instant expires, String ref) implements ServerMessage {}

    record Pong(String ref) implements ServerMessage {}

    /** All before this has been handed to the socket. */
    record Checkpoint(String cursor) implements ServerMessage {}

    /**
     * Events were not delivered; never silently.
     *
     * @param channel null where it is not known
     * @param priority null where it is not known
     * @param count how many at most
     */
    record Gap(String channel, String priority, long count, String reason)
            implements ServerMessage {
        /** Of some partition, and so perhaps of the session's channels. */
        static Gap byRetention(long count) {
            return new Gap(null, null, count, "retention");
        }
    }

    /** A close follows; come back after that time. */
    record Reconnect(long afterMillis, String reason) implements ServerMessage {}

    /** A command was refused: {@code error} on the wire. */
    record Refused(ErrorCode code, String message, String ref) implements ServerMessage {}
}
