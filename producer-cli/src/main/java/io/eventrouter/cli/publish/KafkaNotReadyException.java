package io.eventrouter.cli.publish;

/**
 * Nobody listens where Kafka should be, or it has not yet what this needs. The message says how to
 * mend it.
 */
public final class KafkaNotReadyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public KafkaNotReadyException(String message) {
        super(message);
    }
}
