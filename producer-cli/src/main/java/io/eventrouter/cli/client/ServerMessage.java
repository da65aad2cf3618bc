package io.eventrouter.cli.client;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A message from the gateway, as far as this client cares. Immutable. */
sealed interface ServerMessage {
    record Hello(Welcome welcome) implements ServerMessage {}

    record Delivered(ReceivedEvent event) implements ServerMessage {}

    /**
     * @param recovered empty where nothing was asked for that could be recovered
     * @param lost what retention has taken; empty for nothing, or where it is not known
     */
    record Subscribed(String ref, Optional<Boolean> recovered, Optional<Lost> lost)
            implements ServerMessage {
        boolean isUnrecovered() {
            return recovered.isPresent() && !recovered.get();
        }
    }

    /**
     * A stretch of the log that is gone.
     *
     * @param to a cursor at what is still there
     * @param count how many events at most, of any channel
     */
    record Lost(String to, long count) {}

    record Checkpoint(String cursor) implements ServerMessage {}

    record Missed(Gap gap) implements ServerMessage {}

    record ComeBack(Duration after) implements ServerMessage {}

    /**
     * @param expiry of the token that holds from here on, where it is known
     */
    record Authorized(Optional<Instant> expiry) implements ServerMessage {}

    record Failed(String code, String message, String ref) implements ServerMessage {}

    /** Of a kind that this client has no use for; newer gateways may have more of them. */
    record Other(String operation) implements ServerMessage {}
}
