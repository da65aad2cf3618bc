package io.eventrouter.cli.doctor;

import io.eventrouter.topics.TopicsState;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A Kafka cluster as it is seen from here. Immutable.
 *
 * @param bootstrap where it was reached
 * @param features levels of what all brokers have agreed on, by name, such as {@code
 *     metadata.version}
 */
public record ClusterState(
        String bootstrap, List<Broker> brokers, Map<String, Short> features, TopicsState topics) {

    /**
     * A broker, at the address that it gives to clients.
     *
     * @param failure why it cannot be reached there from here; empty when it can
     */
    public record Broker(int id, String address, Optional<String> failure) {}

    public ClusterState {
        brokers = List.copyOf(brokers);
        features = Map.copyOf(features);
    }
}
