package io.eventrouter.cli.publish;

import io.eventrouter.config.KafkaSettings;
import io.eventrouter.topics.BoundedAdmin;
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

    private TopicCheck() {}

    /**
     * Returns when all of the topics are there.
     *
     * @param timeout how long to wait for an answer; ten seconds at most
     * @throws KafkaNotReadyException when nobody listens there, or a topic is missing
     * @throws io.eventrouter.topics.KafkaUnreachableException when who listens does not answer
     */
    public static void require(KafkaSettings kafka, Collection<String> topics, Duration timeout) {
        BrokerProbe.require(kafka);
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
