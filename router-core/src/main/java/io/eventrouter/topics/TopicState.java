package io.eventrouter.topics;

import io.eventrouter.event.Priority;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.common.acl.AclOperation;

/**
 * One of our topics, as a cluster has it. Immutable.
 *
 * @param level whose topic it is; empty for the routed and the dead-letter topic
 * @param partitions in order; empty when it does not exist, or may not be looked at
 * @param config its settings in effect, by name; empty where they may not be seen
 * @param allowed what whoever asks may do with it; empty when Kafka does not say
 * @param visible whether whoever asks may look at it; false also says nothing of whether it exists
 */
public record TopicState(
        String name,
        Optional<Priority> level,
        List<PartitionState> partitions,
        Map<String, String> config,
        Optional<Set<AclOperation>> allowed,
        boolean visible) {

    /**
     * One of its partitions.
     *
     * @param leader the broker that leads it; empty while there is none
     * @param replicas brokers
     * @param inSync those of them that have everything
     */
    public record PartitionState(
            int partition, Optional<Integer> leader, List<Integer> replicas, List<Integer> inSync) {
        public PartitionState {
            replicas = List.copyOf(replicas);
            inSync = List.copyOf(inSync);
        }

        public boolean isUnderReplicated() {
            return inSync.size() < replicas.size();
        }
    }

    public TopicState {
        partitions = List.copyOf(partitions);
        config = Map.copyOf(config);
        allowed = allowed.map(Set::copyOf);
    }

    public boolean exists() {
        return !partitions.isEmpty();
    }

    /** How many brokers have each partition, at least; 0 when it does not exist. */
    public int replication() {
        return partitions.stream().mapToInt(p -> p.replicas().size()).min().orElse(0);
    }

    /** A setting that is a number; empty when it is not known. */
    public OptionalLong number(String setting) {
        return Optional.ofNullable(config.get(setting)).stream()
                .mapToLong(Long::parseLong)
                .findFirst();
    }
}
