package io.eventrouter.cli.client;

import java.time.Duration;

/** A message from the gateway, as far as this client cares. Immutable. */
sealed interface ServerMessage {
    record Hello(Welcome welcome) implements ServerMessage {}

    record Delivered(ReceivedEvent event) implements ServerMessage {}

    record Subscribed(String ref) implements ServerMessage {}

    record Missed(Gap gap) implements ServerMessage {}

    record ComeBack(Duration after) implements ServerMessage {}

    record Failed(String code, String message, String ref) implements ServerMessage {}

    /** Of a kind that this client has no use for; newer gateways may have more of them. */
    record Other(String operation) implements ServerMessage {}
}
