package io.eventrouter.gateway.publish;

import io.eventrouter.event.InvalidEventException;
import io.eventrouter.gateway.session.ErrorCode;
import io.eventrouter.ingest.Acknowledged;
import java.util.Optional;

/** What became of an event that a client wanted published. Immutable. */
public sealed interface PublishOutcome {
    /** Kafka has it, on all in-sync replicas. */
    record Published(Acknowledged where) implements PublishOutcome {}

    /**
     * It was not acknowledged.
     *
     * @param code of the protocol
     * @param message for the developer of the client: nothing of the payload, nothing of Kafka
     * @param lack what there is none of, where the code is {@link ErrorCode#UNAVAILABLE}; empty for
     *     others
     */
    record Refused(ErrorCode code, String message, Optional<Lack> lack) implements PublishOutcome {
        Refused(ErrorCode code, String message) {
            this(code, message, Optional.empty());
        }

        static Refused unavailable(Lack lack, String message) {
            return new Refused(ErrorCode.UNAVAILABLE, message, Optional.of(lack));
        }

        /** As the attribute at fault has it. */
        static Refused of(InvalidEventException e) {
            ErrorCode code =
                    switch (e.attribute()) {
                        case "channel" -> ErrorCode.BAD_CHANNEL;
                        case "priority" -> ErrorCode.BAD_PRIORITY;
                        default -> ErrorCode.BAD_EVENT;
                    };
            return new Refused(code, e.getMessage());
        }
    }

    /** The word of the metrics tag. */
    default String word() {
        return this instanceof Refused refused ? refused.code().text() : "published";
    }

    /** Why an event that is right is {@code unavailable}: a closed list. */
    enum Lack {
        /** Room: as much is in flight as may be. */
        ROOM("room"),
        /** Time: Kafka has not answered within {@code publish.timeout}. */
        TIME("time"),
        /** Kafka itself: it refused, or cannot be reached. */
        KAFKA("kafka"),
        /** The gateway: it stops. */
        GATEWAY("gateway");

        private final String word;

        Lack(String word) {
            this.word = word;
        }

        /** The value of the metrics tag. */
        String word() {
            return word;
        }
    }
}
