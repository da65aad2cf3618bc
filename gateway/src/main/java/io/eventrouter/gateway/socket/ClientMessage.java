package io.eventrouter.gateway.socket;

import io.eventrouter.event.ChannelPattern;
import io.eventrouter.event.Priority;
import io.eventrouter.gateway.replay.StartFrom;
import io.eventrouter.gateway.session.ErrorCode;
import io.eventrouter.wire.ContentTypes;
import io.eventrouter.wire.UncheckedEvent;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** What a client asks for, read and checked. A {@code ref} is null when it gave none. */
sealed interface ClientMessage {
    /** What it is called in metrics; the {@code op}, where it has one that is known. */
    String kind();

    /**
     * @param minPriority null for all
     * @param cursor null without one
     * @param since null without one; there is one of the two at most
     */
    record Subscribe(
            ChannelPattern channel,
            Priority minPriority,
            String cursor,
            StartFrom since,
            String ref)
            implements ClientMessage {
        @Override
        public String kind() {
            return "subscribe";
        }
    }

    record Unsubscribe(ChannelPattern channel, String ref) implements ClientMessage {
        @Override
        public String kind() {
            return "unsubscribe";
        }
    }

    /**
     * @param attributes of the event, by name; what they say is not checked yet
     * @param data JSON, as the client wrote it; null without any
     */
    record Publish(Map<String, String> attributes, String data, String ref)
            implements ClientMessage {
        @Override
        public String kind() {
            return "publish";
        }

        /**
         * @throws io.eventrouter.event.InvalidEventException when the data breaks a rule of JSON
         */
        UncheckedEvent event() {
            return data == null
                    ? UncheckedEvent.binary(attributes, Optional.empty(), null)
                    : UncheckedEvent.binary(
                            attributes,
                            Optional.of(ContentTypes.JSON),
                            data.getBytes(StandardCharsets.UTF_8));
        }

        /** What was published is nobody's business. */
        @Override
        public String toString() {
            return "Publish[" + ref + "]";
        }
    }

    /**
     * @param token as it came: anything at all
     */
    record Auth(String token, String ref) implements ClientMessage {
        @Override
        public String kind() {
            return "auth";
        }

        /** No log line may show the token. */
        @Override
        public String toString() {
            return "Auth[ref=" + ref + "]";
        }
    }

    record Ping(String ref) implements ClientMessage {
        @Override
        public String kind() {
            return "ping";
        }
    }

    /**
     * It cannot be done.
     *
     * @param message for the developer of the client: what is wrong, and what is allowed
     */
    record Refusal(ErrorCode code, String message, String ref) implements ClientMessage {
        @Override
        public String kind() {
            return "refused";
        }
    }
}
