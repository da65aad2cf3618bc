package io.eventrouter.gateway.console;

/** What became of replaying a letter. Immutable. */
public sealed interface ReplayOutcome {
    /**
     * Kafka has acknowledged it.
     *
     * @param to where it is, as {@code TOPIC:PARTITION:OFFSET}
     * @param noted whether the receipt is written too; else a second replay would not be refused
     */
    record Replayed(String to, boolean noted) implements ReplayOutcome {}

    /**
     * It would go.
     *
     * @param topic where to
     * @param partition -1 for where its key leads
     * @param channel of the event, as the router will read it
     * @param level of the event
     */
    record WouldGo(String topic, int partition, String channel, String level)
            implements ReplayOutcome {}

    /**
     * Nothing was published, as far as is known.
     *
     * @param message for a person, one sentence; nothing of a payload
     */
    record Refused(Reason reason, String message) implements ReplayOutcome {}

    /** Why a letter was not replayed. */
    enum Reason {
        /** There is no letter there. */
        GONE,
        /** The letter cannot be replayed as it is asked for. */
        BLOCKED,
        /** Who asks may not publish that. */
        FORBIDDEN,
        /** Kafka does not answer, or too much is asked at this moment. */
        UNAVAILABLE
    }

    /** That, for that reason. */
    static ReplayOutcome refused(Reason reason, String message) {
        return new Refused(reason, message);
    }
}
