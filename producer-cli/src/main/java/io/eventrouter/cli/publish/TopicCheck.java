package io.eventrouter.cli.publish;

import io.eventrouter.config.KafkaSettings;
import io.eventrouter.topics.BoundedAdmin;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Looks before anything is sent whether Kafka is there and has the topics. A producer alone would
 * try for its whole time-out, and many brokers would create the topic that it asks for, with a
 * partition count that the router then refuses. Stateless; blocks the caller.
 */
public final class TopicCheck {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int PROBE_MILLIS = 3_000;

    private TopicCheck() {}

    /**
     * Returns when all of the topics are there.
     *
     * @param timeout how long to wait for an answer; ten seconds at most
     * @throws KafkaNotReadyException when nobody listens there, or a topic is missing
     * @throws io.eventrouter.topics.KafkaUnreachableException when who listens does not answer
     */
    public static void require(KafkaSettings kafka, Collection<String> topics, Duration timeout) {
        probe(kafka);
        Duration within = timeout.compareTo(PATIENCE) < 0 ? timeout : PATIENCE;
        try (BoundedAdmin admin = BoundedAdmin.open(kafka, within)) {
            Map<String, KafkaFuture<TopicDescription>> asked =
                    admin.ask(
                            a ->
                                    KafkaFuture.completedFuture(
                                            a.describeTopics(topics).topicNameValues()));
            List<String> missing =
                    asked.keySet().stream()
                            .filter(topic -> isMissing(admin, asked.get(topic)))
                            .sorted()
                            .toList();
            if (!missing.isEmpty()) throw notThere(kafka, missing);
        }
    }

    private static boolean isMissing(BoundedAdmin admin, KafkaFuture<TopicDescription> topic) {
        try {
            admin.ask(a -> topic);
            return false;
        } catch (UnknownTopicOrPartitionException e) {
            return true;
        } catch (AuthorizationException e) {
            // Who may not look at a topic may still be allowed to write to it.
            return false;
        }
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
        throw new KafkaNotReadyException(
                "Kafka cannot be reached at "
                        + kafka.bootstrapServers()
                        + " ("
                        + reason
                        + "): is it running? --kafka HOST:PORT names another; event-router up"
                        + " starts everything");
    }

    private static InetSocketAddress parse(String address) {
        int colon = address.lastIndexOf(':');
        String host = address.substring(0, colon).replaceAll("[\\[\\]]", "");
        return new InetSocketAddress(host, Integer.parseInt(address.substring(colon + 1)));
    }

    private static String reasonOf(Exception e) {
        return e instanceof UnknownHostException ? "there is no host of that name" : Reasons.of(e);
    }

    private static KafkaNotReadyException notThere(KafkaSettings kafka, List<String> missing) {
        boolean one = missing.size() == 1;
        return new KafkaNotReadyException(
                (one ? "topic " : "topics ")
                        + String.join(", ", missing)
                        + (one ? " does not exist at " : " do not exist at ")
                        + kafka.bootstrapServers()
                        + ": start a router, which creates them (event-router router, or"
                        + " event-router up), and give the same levels and topics.prefix here as"
                        + " there");
    }
}
