package io.eventrouter.cli.doctor;

import io.eventrouter.cli.doctor.ClusterState.Broker;
import io.eventrouter.event.Priorities;
import io.eventrouter.topics.TopicNames;
import io.eventrouter.topics.TopicState;
import io.eventrouter.topics.TopicState.PartitionState;
import io.eventrouter.topics.TopicsState;
import io.eventrouter.topics.WantedTopic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AclOperation;

/** A healthy cluster of three brokers, and what can be wrong with it, for tests. */
public final class Clusters {
    static final TopicNames NAMES = new TopicNames("events", Priorities.standard());

    private final Map<String, String> config = new HashMap<>();
    private final Map<String, Set<AclOperation>> allowed = new HashMap<>();
    private final List<WantedTopic> missing = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private List<Integer> replicas = List.of(1, 2, 3);
    private List<Integer> inSync = List.of(1, 2, 3);
    private Optional<Integer> leader = Optional.of(1);
    private Optional<String> unreachable = Optional.empty();
    private boolean visible = true;

    private Clusters() {
        config.put("min.insync.replicas", "2");
        config.put("retention.ms", "86400000");
    }

    public static Clusters healthy() {
        return new Clusters();
    }

    Clusters with(String setting, String value) {
        config.put(setting, value);
        return this;
    }

    Clusters replicas(Integer... brokers) {
        replicas = List.of(brokers);
        inSync = replicas;
        return this;
    }

    Clusters inSync(Integer... brokers) {
        inSync = List.of(brokers);
        return this;
    }

    Clusters withoutLeader() {
        leader = Optional.empty();
        return this;
    }

    Clusters unreachable(String why) {
        unreachable = Optional.of(why);
        return this;
    }

    Clusters hidden() {
        visible = false;
        return this;
    }

    /** On every topic that is not named so, everything is allowed. */
    Clusters allowing(String topic, AclOperation... operations) {
        allowed.put(topic, Set.of(operations));
        return this;
    }

    public Clusters missing(String topic) {
        missing.add(new WantedTopic(topic, 6, Map.of("cleanup.policy", "delete")));
        return this;
    }

    public Clusters problem(String text) {
        problems.add(text);
        return this;
    }

    public ClusterState state() {
        List<Broker> brokers =
                replicas.stream()
                        .map(id -> new Broker(id, "kafka-" + id + ":9092", unreachable))
                        .toList();
        return new ClusterState(
                "kafka-1:9092", brokers, Map.of("metadata.version", (short) 27), topics());
    }

    public TopicsState topics() {
        List<TopicState> topics =
                Stream.concat(
                                NAMES.priorityTopics().stream(),
                                Stream.of(NAMES.routed(), NAMES.deadLetter()))
                        .map(this::topic)
                        .toList();
        return new TopicsState(topics, missing, problems);
    }

    private TopicState topic(String name) {
        boolean there = visible && missing.stream().noneMatch(t -> t.name().equals(name));
        List<PartitionState> partitions =
                IntStream.range(0, there ? 6 : 0)
                        .mapToObj(p -> new PartitionState(p, leader, replicas, inSync))
                        .toList();
        Set<AclOperation> all = Set.of(AclOperation.READ, AclOperation.WRITE);
        return new TopicState(
                name,
                NAMES.priorityOf(name),
                partitions,
                there ? config : Map.of(),
                there ? Optional.of(allowed.getOrDefault(name, all)) : Optional.empty(),
                visible);
    }
}
