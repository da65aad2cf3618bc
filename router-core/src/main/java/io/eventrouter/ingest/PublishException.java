package io.eventrouter.ingest;

/**
 * An event was not acknowledged. The message says what happened, to which topic, and how to mend
 * it; never anything of the payload.
 */
public final class PublishException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What went wrong: a closed list, so that callers can map it to exit codes and statuses. */
    public enum Reason {
        /** The event itself breaks the contract; to try again is no use. */
        INVALID,
        /** It has more bytes than {@code event.max-bytes}, or than the topic takes. */
        TOO_LARGE,
        /** No broker answered. */
        UNREACHABLE,
        /** The topic is not there. */
        UNKNOWN_TOPIC,
        /** Kafka does not know this client. */
        NOT_AUTHENTICATED,
        /** Kafka knows this client, and does not let it write. */
        NOT_AUTHORIZED,
        /** Fewer brokers have copies in sync than the topic demands. */
        NOT_ENOUGH_REPLICAS,
        /** Nobody acknowledged in time. The event may have been written all the same. */
        TIMED_OUT,
        /** More is being published than Kafka takes: the buffer was full. */
        OVERLOADED,
        /** The publisher was closed, or its thread interrupted. */
        CLOSED,
        /** A client setting makes no sense to Kafka. */
        MISCONFIGURED,
        /** Anything else that a broker can say. */
        FAILED;

        /** Whether the same event may be acknowledged when it is published again later. */
        public boolean isTransient() {
            return switch (this) {
                case UNREACHABLE, NOT_ENOUGH_REPLICAS, TIMED_OUT, OVERLOADED -> true;
                default -> false;
            };
        }
    }

    private final Reason reason;
    private final String topic;

    PublishException(Reason reason, String topic, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
        this.topic = topic;
    }

    public Reason reason() {
        return reason;
    }

    /** Where the event should have gone; empty when it did not come to that. */
    public String topic() {
        return topic;
    }
}
