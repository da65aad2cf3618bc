package io.eventrouter.cli.doctor;

import io.eventrouter.cli.publish.BrokerProbe;
import io.eventrouter.config.Settings;
import io.eventrouter.topics.BoundedAdmin;
import io.eventrouter.topics.TopicExamination;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.FeatureMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;

/** Asks Kafka. Stateless; blocks the caller for a bounded time. */
public final class KafkaExamination {
    private static final Duration WITHIN = Duration.ofSeconds(15);

    private KafkaExamination() {}

    /**
     * @throws io.eventrouter.cli.publish.KafkaNotReadyException when nobody listens there
     * @throws io.eventrouter.topics.KafkaUnreachableException when who listens does not answer
     */
    public static ClusterState examine(Settings settings) {
        BrokerProbe.require(settings.kafka());
        try (var admin = BoundedAdmin.open(settings.kafka(), WITHIN)) {
            Collection<Node> nodes = admin.ask(a -> a.describeCluster().nodes());
            return new ClusterState(
                    settings.kafka().bootstrapServers(),
                    brokers(nodes),
                    features(admin),
                    TopicExamination.look(admin, settings));
        }
    }

    private static List<ClusterState.Broker> brokers(Collection<Node> nodes) {
        return nodes.stream()
                .map(
                        n -> {
                            String address = n.host() + ":" + n.port();
                            return new ClusterState.Broker(
                                    n.id(), address, BrokerProbe.failure(address));
                        })
                .toList();
    }

    /** Empty where they may not be seen. */
    private static Map<String, Short> features(BoundedAdmin admin) {
        try {
            FeatureMetadata metadata = admin.ask(KafkaExamination::describe);
            var levels = new HashMap<String, Short>();
            metadata.finalizedFeatures()
                    .forEach((name, range) -> levels.put(name, range.maxVersionLevel()));
            return levels;
        } catch (KafkaException e) {
            return Map.of();
        }
    }

    private static KafkaFuture<FeatureMetadata> describe(Admin admin) {
        return admin.describeFeatures().featureMetadata();
    }
}
