package io.eventrouter.system.merge;

import io.eventrouter.config.KafkaSettings;
import io.eventrouter.topics.BoundedAdmin;
import io.eventrouter.topics.KafkaUnreachableException;
import java.time.Duration;
import java.util.Map;

/** Which brokers of a cluster are there. Stateless. */
final class Brokers {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private Brokers() {}

    /**
     * How many the cluster knows of; 0 where none answers, though its port may be bound already.
     */
    static int count(String bootstrapServers) {
        var kafka = new KafkaSettings(bootstrapServers, Map.of());
        try (var admin = BoundedAdmin.open(kafka, PATIENCE)) {
            return admin.ask(a -> a.describeCluster().nodes()).size();
        } catch (KafkaUnreachableException e) {
            return 0;
        }
    }
}
