package io.eventrouter.topics;

import io.eventrouter.config.Settings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Looks at our topics without changing any of them, for people: what is there, and what a router
 * would say of it. Confined to the calling thread.
 */
public final class TopicExamination {
    private final BoundedAdmin admin;
    private final Settings settings;
    private final TopicNames names;

    private TopicExamination(BoundedAdmin admin, Settings settings) {
        this.admin = admin;
        this.settings = settings;
        this.names = new TopicNames(settings.topics().prefix(), settings.levels().priorities());
    }

    /**
     * As it is now. A topic that may not be looked at is no failure: its state says so.
     *
     * @throws KafkaUnreachableException when Kafka does not answer in time
     */
    public static TopicsState look(BoundedAdmin admin, Settings settings) {
        return new TopicExamination(admin, settings).look();
    }

    private TopicsState look() {
        List<TopicState> states = describe(allNames());
        var found = new HashMap<String, FoundTopic>();
        for (TopicState state : states)
            if (state.exists())
                found.put(state.name(), new FoundTopic(state.partitions().size(), state.config()));
        return judge(states, new TopicPlanner(names, settings.topics(), found).plan());
    }

    private List<TopicState> describe(List<String> topics) {
        var options = new DescribeTopicsOptions().includeAuthorizedOperations(true);
        Map<String, KafkaFuture<TopicDescription>> asked =
                admin.ask(
                        a ->
                                KafkaFuture.completedFuture(
                                        a.describeTopics(topics, options).topicNameValues()));
        return topics.stream().map(topic -> state(topic, asked.get(topic))).toList();
    }

    /** Of topics that may not be looked at it is not known whether they are missing, or wrong. */
    private static TopicsState judge(List<TopicState> states, TopicPlan plan) {
        Set<String> hidden =
                states.stream()
                        .filter(s -> !s.visible())
                        .map(TopicState::name)
                        .collect(Collectors.toSet());
        List<WantedTopic> missing =
                plan.missing().stream().filter(t -> !hidden.contains(t.name())).toList();
        return new TopicsState(states, missing, hidden.isEmpty() ? plan.problems() : List.of());
    }

    private List<String> allNames() {
        var all = new ArrayList<>(names.priorityTopics());
        all.add(names.routed());
        all.add(names.deadLetter());
        return all;
    }

    private TopicState state(String name, KafkaFuture<TopicDescription> asked) {
        try {
            TopicDescription topic = admin.ask(a -> asked);
            return new TopicState(
                    name,
                    names.priorityOf(name),
                    topic.partitions().stream().map(TopicExamination::partition).toList(),
                    config(name),
                    Optional.ofNullable(topic.authorizedOperations()),
                    true);
        } catch (UnknownTopicOrPartitionException e) {
            return absent(name, true);
        } catch (AuthorizationException e) {
            return absent(name, false);
        }
    }

    private TopicState absent(String name, boolean visible) {
        return new TopicState(
                name, names.priorityOf(name), List.of(), Map.of(), Optional.empty(), visible);
    }

    private static TopicState.PartitionState partition(TopicPartitionInfo info) {
        return new TopicState.PartitionState(
                info.partition(),
                Optional.ofNullable(info.leader()).filter(n -> !n.isEmpty()).map(Node::id),
                info.replicas().stream().map(Node::id).toList(),
                info.isr().stream().map(Node::id).toList());
    }

    private Map<String, String> config(String topic) {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try {
            Config config =
                    admin.ask(a -> a.describeConfigs(List.of(resource)).all()).get(resource);
            return config.entries().stream()
                    .filter(e -> e.value() != null)
                    .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value));
        } catch (AuthorizationException | UnknownTopicOrPartitionException e) {
            return Map.of();
        }
    }
}
