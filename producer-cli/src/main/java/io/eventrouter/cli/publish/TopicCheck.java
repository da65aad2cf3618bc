package io.eventrouter.cli.publish;

import io.eventrouter.config.KafkaSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Looks before anything is sent whether Kafka is there and has the topics. A producer alone would
 * try for its whole time-out, and many brokers would create the topic that it asks for, with a
 * partition count that the router then refuses. Stateless; blocks the caller.
 */
final class TopicCheck {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int PROBE_MILLIS = 3_000;

    private TopicCheck() {}

    /**
     * @throws KafkaNotReadyException when there is no Kafka, or a topic is missing
     */
    static void require(KafkaSettings kafka, Collection<String> topics, Duration timeout) {
        probe(kafka);
        try (Admin admin = Admin.create(properties(kafka, timeout))) {
            List<String> missing = missing(admin.describeTopics(topics).topicNameValues());
            if (!missing.isEmpty()) throw notThere(kafka, missing);
        } catch (TimeoutException e) {
            throw unreachable(kafka, "no answer in time", e);
        } catch (KafkaException e) {
            throw unreachable(kafka, Reasons.of(rootOf(e)), e);
        }
    }

    private static Properties properties(KafkaSettings kafka, Duration timeout) {
        int millis = (int) Math.min(PATIENCE.toMillis(), timeout.toMillis());
        Properties properties = kafka.toProperties();
        properties.put("client.id", "event-router-cli-check");
        properties.put("default.api.timeout.ms", millis);
        properties.put("request.timeout.ms", millis);
        return properties;
    }

    private static List<String> missing(Map<String, KafkaFuture<TopicDescription>> found) {
        var missing = new ArrayList<String>();
        found.forEach(
                (topic, description) -> {
                    try {
                        description.get();
                    } catch (ExecutionException e) {
                        if (e.getCause() instanceof UnknownTopicOrPartitionException)
                            missing.add(topic);
                        // Who may not look at a topic may still be allowed to write to it.
                        else if (!(e.getCause() instanceof AuthorizationException))
                            throw asKafkaException(e.getCause());
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        throw new KafkaException("interrupted", e);
                    }
                });
        missing.sort(null);
        return missing;
    }

    private static KafkaException asKafkaException(Throwable cause) {
        return cause instanceof KafkaException e ? e : new KafkaException(cause);
    }

    /** A refused connection is known at once; Kafka's client would go on trying. */
    private static void probe(KafkaSettings kafka) {
        String reason = "no address";
        for (String address : kafka.bootstrapServers().split(",", -1)) {
            try (var socket = new Socket()) {
                socket.connect(parse(address.trim()), PROBE_MILLIS);
                return;
            } catch (IOException | IllegalArgumentException e) {
                reason = reasonOf(e);
            }
        }
        throw unreachable(kafka, reason, null);
    }

    private static InetSocketAddress parse(String address) {
        int colon = address.lastIndexOf(':');
        String host = address.substring(0, colon).replaceAll("[\\[\\]]", "");
        return new InetSocketAddress(host, Integer.parseInt(address.substring(colon + 1)));
    }

    private static String reasonOf(Exception e) {
        if (e instanceof java.net.UnknownHostException) return "there is no host of that name";
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private static Throwable rootOf(Throwable e) {
        return e.getCause() == null ? e : rootOf(e.getCause());
    }

    private static KafkaNotReadyException unreachable(
            KafkaSettings kafka, String reason, Throwable cause) {
        return new KafkaNotReadyException(
                "Kafka cannot be reached at "
                        + kafka.bootstrapServers()
                        + " ("
                        + reason
                        + "): is it running? --kafka HOST:PORT names another; event-router up"
                        + " starts everything",
                cause);
    }

    private static KafkaNotReadyException notThere(KafkaSettings kafka, List<String> missing) {
        return new KafkaNotReadyException(
                (missing.size() == 1 ? "topic " : "topics ")
                        + String.join(", ", missing)
                        + (missing.size() == 1 ? " does not exist at " : " do not exist at ")
                        + kafka.bootstrapServers()
                        + ": start a router, which creates them (event-router router, or"
                        + " event-router up), and give the same levels and topics.prefix here as"
                        + " there",
                null);
    }
}
