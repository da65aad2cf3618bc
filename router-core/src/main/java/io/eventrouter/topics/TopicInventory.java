package io.eventrouter.topics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at which of our topics a cluster has. Confined to the thread of its admin client. */
final class TopicInventory {
    private static final Logger LOG = LoggerFactory.getLogger(TopicInventory.class);

    private final BoundedAdmin admin;
    private final TopicNames names;

    TopicInventory(BoundedAdmin admin, TopicNames names) {
        this.admin = admin;
        this.names = names;
    }

    /** Those of our topics that are there now, by name. */
    Map<String, FoundTopic> look() {
        var wanted = new ArrayList<>(names.priorityTopics());
        wanted.add(names.routed());
        wanted.add(names.deadLetter());
        var counts = new HashMap<String, Integer>();
        admin.ask(a -> KafkaFuture.completedFuture(a.describeTopics(wanted).topicNameValues()))
                .forEach((name, topic) -> count(topic).ifPresent(n -> counts.put(name, n)));
        Map<String, Map<String, String>> configs = configs(counts.keySet());
        var found = new HashMap<String, FoundTopic>();
        counts.forEach(
                (name, count) ->
                        found.put(
                                name, new FoundTopic(count, configs.getOrDefault(name, Map.of()))));
        return found;
    }

    private OptionalInt count(KafkaFuture<TopicDescription> topic) {
        try {
            return OptionalInt.of(admin.ask(a -> topic).partitions().size());
        } catch (UnknownTopicOrPartitionException e) {
            return OptionalInt.empty();
        }
    }

    /** Empty where we may not see them: then nothing is judged by them. */
    private Map<String, Map<String, String>> configs(Collection<String> topics) {
        List<ConfigResource> resources =
                topics.stream().map(t -> new ConfigResource(ConfigResource.Type.TOPIC, t)).toList();
        try {
            return admin.ask(a -> a.describeConfigs(resources).all()).entrySet().stream()
                    .collect(Collectors.toMap(e -> e.getKey().name(), e -> values(e.getValue())));
        } catch (AuthorizationException e) {
            LOG.atWarn()
                    .addKeyValue("reason", e.getMessage())
                    .log("topic settings are not checked: no permission to see them");
            return Map.of();
        } catch (UnknownTopicOrPartitionException e) {
            LOG.atDebug().log("a topic is not yet known to every broker");
            return Map.of();
        }
    }

    private static Map<String, String> values(Config config) {
        return config.entries().stream()
                .filter(e -> e.value() != null)
                .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value));
    }
}
