package io.eventrouter.gateway.publish;

import io.eventrouter.event.InvalidEventException;
import io.eventrouter.gateway.session.ErrorCode;
import io.eventrouter.ingest.Acknowledged;
import java.util.concurrent.CompletableFuture;

/** What became of an event that a client wanted published. Immutable. */
public sealed interface PublishOutcome {
    /** Kafka has it, on all in-sync replicas. */
    record Published(Acknowledged where) implements PublishOutcome {}

    /**
     * It was not acknowledged.
     *
     * @param code of the protocol
     * @param message for the developer of the client: nothing of the payload, nothing of Kafka
     */
    record Refused(ErrorCode code, String message) implements PublishOutcome {
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

    /** That, at once. */
    static CompletableFuture<PublishOutcome> refused(ErrorCode code, String message) {
        return CompletableFuture.completedFuture(new Refused(code, message));
    }
}
