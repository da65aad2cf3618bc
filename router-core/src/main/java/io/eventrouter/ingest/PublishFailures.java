package io.eventrouter.ingest;

import io.eventrouter.event.InvalidEventException;
import io.eventrouter.ingest.PublishException.Reason;
import java.time.Duration;
import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.NetworkException;
import org.apache.kafka.common.errors.NotEnoughReplicasAfterAppendException;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicIdException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Says in the words of this project what Kafka's client reported, and how to mend it. Immutable.
 *
 * @param servers where the client looks for brokers
 * @param timeout how long it tries
 */
record PublishFailures(String servers, Duration timeout) {

    /** What a failed attempt to publish to that topic means. */
    PublishException of(String topic, Throwable cause) {
        Reason reason = reasonOf(cause);
        return new PublishException(reason, topic, describe(reason, topic, cause), cause);
    }

    /** What it means that there is no producer at all. */
    PublishException ofStart(Throwable cause) {
        Throwable root = cause;
        while (root.getCause() != null) root = root.getCause();
        boolean noAddress = String.valueOf(root.getMessage()).contains("bootstrap");
        return noAddress && root instanceof ConfigException
                ? new PublishException(
                        Reason.UNREACHABLE,
                        "",
                        "no address of " + servers + " is known: see kafka.bootstrap-servers",
                        cause)
                : new PublishException(
                        Reason.MISCONFIGURED,
                        "",
                        "Kafka's client did not start: " + root.getMessage(),
                        cause);
    }

    /** The most specific first: some of Kafka's exceptions extend others. */
    private static Reason reasonOf(Throwable cause) {
        if (cause instanceof InvalidEventException) return Reason.INVALID;
        if (cause instanceof RecordTooLargeException
                || cause instanceof RecordBatchTooLargeException) return Reason.TOO_LARGE;
        if (cause instanceof NotEnoughReplicasException
                || cause instanceof NotEnoughReplicasAfterAppendException)
            return Reason.NOT_ENOUGH_REPLICAS;
        if (isUnknownTopic(cause)) return Reason.UNKNOWN_TOPIC;
        if (cause instanceof AuthorizationException) return Reason.NOT_AUTHORIZED;
        if (cause instanceof AuthenticationException) return Reason.NOT_AUTHENTICATED;
        if (cause instanceof InterruptException || cause instanceof IllegalStateException)
            return Reason.CLOSED;
        if (cause instanceof NetworkException || cause instanceof DisconnectException)
            return Reason.UNREACHABLE;
        return cause instanceof TimeoutException ? reasonOfTimeout(cause) : Reason.FAILED;
    }

    private static boolean isUnknownTopic(Throwable cause) {
        return cause instanceof UnknownTopicOrPartitionException
                || cause instanceof UnknownTopicIdException;
    }

    /** Without an answer about the topic no broker answered; otherwise one that did fell silent. */
    private static Reason reasonOfTimeout(Throwable timeout) {
        if (timeout instanceof BufferExhaustedException) return Reason.OVERLOADED;
        if (isUnknownTopic(timeout.getCause())) return Reason.UNKNOWN_TOPIC;
        boolean noMetadata = String.valueOf(timeout.getMessage()).contains("metadata");
        return noMetadata ? Reason.UNREACHABLE : Reason.TIMED_OUT;
    }

    private String describe(Reason reason, String topic, Throwable cause) {
        return switch (reason) {
            case INVALID -> cause.getMessage();
            case TOO_LARGE ->
                    "the event is larger than topic "
                            + topic
                            + " takes: send less, or raise event.max-bytes and the topic's"
                            + " max.message.bytes";
            case UNREACHABLE ->
                    "no broker of "
                            + servers
                            + " answered within "
                            + seconds()
                            + ": is Kafka running there? See kafka.bootstrap-servers";
            case UNKNOWN_TOPIC ->
                    "topic "
                            + topic
                            + " is not there: start the router, which creates it, or see"
                            + " topics.prefix and topics.create";
            case NOT_AUTHENTICATED ->
                    "Kafka does not know this client: see kafka.client.sasl.* and"
                            + " kafka.client.ssl.*";
            case NOT_AUTHORIZED ->
                    "Kafka does not let this client write to topic "
                            + topic
                            + ": grant it WRITE on the topic";
            case NOT_ENOUGH_REPLICAS ->
                    "topic "
                            + topic
                            + " has fewer replicas in sync than its min.insync.replicas: bring"
                            + " brokers back, and publish again";
            case TIMED_OUT ->
                    "topic "
                            + topic
                            + " did not acknowledge within "
                            + seconds()
                            + ": brokers are away or overloaded. The event may have been written;"
                            + " publish it again with the same id";
            case OVERLOADED ->
                    "more is published than topic " + topic + " takes: publish more slowly";
            case CLOSED -> "the publisher was closed before topic " + topic + " acknowledged";
            case MISCONFIGURED, FAILED ->
                    "topic "
                            + topic
                            + " refused the event: "
                            + cause.getClass().getSimpleName()
                            + ": "
                            + cause.getMessage();
        };
    }

    private String seconds() {
        return timeout.toMillis() / 1000.0 + " s";
    }
}
