package io.eventrouter.cli.publish;

/** There is no Kafka, or not yet what this needs of it. The message says how to mend it. */
public final class KafkaNotReadyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    KafkaNotReadyException(String message, Throwable cause) {
        super(message, cause);
    }
}
