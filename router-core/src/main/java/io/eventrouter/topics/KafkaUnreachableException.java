package io.eventrouter.topics;

import io.eventrouter.config.KafkaSettings;
import java.time.Duration;

/** Kafka did not answer in time, or refuses to talk. The message says how to mend it. */
public final class KafkaUnreachableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private KafkaUnreachableException(String message, Throwable cause) {
        super(message, cause);
    }

    static KafkaUnreachableException silent(KafkaSettings kafka, Duration waited, Throwable cause) {
        return new KafkaUnreachableException(
                "Kafka at "
                        + kafka.bootstrapServers()
                        + " did not answer within "
                        + waited.toSeconds()
                        + " s. Check that a broker runs there, and kafka.bootstrap-servers (--kafka,"
                        + " EVENTROUTER_KAFKA_BOOTSTRAP_SERVERS); a broker with TLS or SASL needs"
                        + " kafka.client.security.protocol and what goes with it.",
                cause);
    }

    static KafkaUnreachableException refused(KafkaSettings kafka, Throwable cause) {
        return new KafkaUnreachableException(
                "Kafka at "
                        + kafka.bootstrapServers()
                        + " cannot be used: "
                        + cause.getMessage()
                        + ". Check kafka.bootstrap-servers and the settings under kafka.client.",
                cause);
    }
}
