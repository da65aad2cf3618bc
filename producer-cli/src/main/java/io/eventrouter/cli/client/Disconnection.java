package io.eventrouter.cli.client;

import java.time.Duration;
import java.util.Optional;

/** How a connection ended, or failed to come about. Immutable. */
public sealed interface Disconnection {

    /** For people: what happened, in half a sentence. Text that the gateway sent is in it as is. */
    String description();

    /**
     * The gateway answered the handshake with an HTTP status other than 101.
     *
     * @param retryAfter how long it asked to be left alone
     */
    record Refused(int status, Optional<Duration> retryAfter) implements Disconnection {
        @Override
        public String description() {
            return switch (status) {
                case 401, 403 -> "the gateway refused the connection (HTTP " + status + ")";
                case 404 -> "there is no gateway at this address (HTTP 404)";
                case 429 -> "the gateway has too many connections from here (HTTP 429)";
                case 503 -> "the gateway takes no connections now (HTTP 503)";
                default -> "the handshake was answered with HTTP " + status;
            };
        }
    }

    /**
     * A close frame came.
     *
     * @param code the WebSocket close code
     * @param reason the gateway's word for it; may be empty
     */
    record Closed(int code, String reason) implements Disconnection {
        @Override
        public String description() {
            return "the gateway closed the connection ("
                    + code
                    + (reason.isEmpty() ? "" : " " + reason)
                    + ")";
        }
    }

    /** The network, or the other side, was there no more, or not yet. */
    record Lost(String description) implements Disconnection {}

    /** What answers does not speak the protocol. */
    record Unusable(String description) implements Disconnection {}

    /** The gateway does not accept a subscription. */
    record SubscriptionRefused(String channel, String code, String message)
            implements Disconnection {
        @Override
        public String description() {
            return "the gateway refused the subscription to "
                    + channel
                    + " ("
                    + code
                    + (message.isEmpty() ? "" : ": " + message)
                    + ")";
        }
    }

    /** The client itself was closed. */
    record Left() implements Disconnection {
        @Override
        public String description() {
            return "closed here";
        }
    }
}
