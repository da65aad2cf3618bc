package io.eventrouter.topics;

import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_DELETE;
import static org.apache.kafka.common.config.TopicConfig.MAX_MESSAGE_BYTES_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MESSAGE_TIMESTAMP_BEFORE_MAX_MS_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.RETENTION_MS_CONFIG;

import io.eventrouter.config.TopicSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Judges what is on a cluster: what is to be created, and what is there and cannot be used. Pure;
 * used once.
 *
 * <p>The priority topics have P partitions each and the routed topic 2P. P is that of the priority
 * topics that are there, else it is the setting. The rules about the routed topic's settings keep
 * brokers from refusing single records of it: a broker refuses the whole batch with them, and the
 * lane would stop (docs/decisions/0003).
 */
final class TopicPlanner {
    private static final String PUBLISH_TIME = "CreateTime";
    private static final String APPEND_TIME = "LogAppendTime";
    private static final String UNLIMITED = Long.toString(Long.MAX_VALUE);

    private final TopicNames names;
    private final TopicSettings settings;
    private final Map<String, FoundTopic> found;
    private final MessageLimits needed;
    private final List<WantedTopic> missing = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    /**
     * @param found by name, those of our topics that are there
     */
    TopicPlanner(TopicNames names, TopicSettings settings, Map<String, FoundTopic> found) {
        this.names = names;
        this.settings = settings;
        this.found = found;
        this.needed = MessageLimits.forEvents(settings.maxEventBytes());
    }

    TopicPlan plan() {
        int partitions = partitions();
        for (String topic : names.priorityTopics())
            if (isThere(topic)) refuseCompaction(topic);
            else want(topic, partitions, needed.priority(), Map.of());
        if (isThere(names.routed())) judgeRouted(2 * partitions);
        else wantRouted(2 * partitions);
        if (!isThere(names.deadLetter())) wantDeadLetters(partitions);
        if (!settings.create()) refuseMissing();
        return new TopicPlan(partitions, missing, problems);
    }

    private int partitions() {
        var counts = new LinkedHashMap<String, Integer>();
        for (String topic : names.priorityTopics())
            if (isThere(topic)) counts.put(topic, found.get(topic).partitions());
        int most = counts.values().stream().max(Integer::compare).orElse(settings.partitions());
        if (counts.values().stream().anyMatch(count -> count != most))
            problems.add(
                    "The priority topics need equal partition counts, but "
                            + counts.entrySet().stream()
                                    .map(e -> e.getKey() + " has " + e.getValue())
                                    .collect(Collectors.joining(", "))
                            + ". Add partitions where there are fewer: kafka-topics.sh --alter"
                            + " --topic NAME --partitions "
                            + most);
        return most;
    }

    private void wantRouted(int partitions) {
        want(
                names.routed(),
                partitions,
                needed.routed(),
                Map.of(
                        MESSAGE_TIMESTAMP_TYPE_CONFIG, PUBLISH_TIME,
                        MESSAGE_TIMESTAMP_BEFORE_MAX_MS_CONFIG, UNLIMITED,
                        MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG, UNLIMITED));
    }

    /** In time of arrival: an old event that fails today is kept as long as any other. */
    private void wantDeadLetters(int partitions) {
        int largestThere = MessageLimits.of(names, settings.maxEventBytes(), found).priority();
        want(
                names.deadLetter(),
                partitions,
                MessageLimits.deadLetterOf(Math.max(needed.priority(), largestThere)),
                Map.of(MESSAGE_TIMESTAMP_TYPE_CONFIG, APPEND_TIME));
    }

    private void want(String topic, int partitions, int maxBytes, Map<String, String> ownConfig) {
        var config = new HashMap<>(ownConfig);
        config.put(CLEANUP_POLICY_CONFIG, CLEANUP_POLICY_DELETE);
        config.put(RETENTION_MS_CONFIG, Long.toString(settings.retention().toMillis()));
        config.put(MAX_MESSAGE_BYTES_CONFIG, Integer.toString(maxBytes));
        missing.add(new WantedTopic(topic, partitions, config));
    }

    private void refuseMissing() {
        for (WantedTopic topic : missing)
            problems.add(
                    topic.name()
                            + " is missing, and topics.create is off. Create it with "
                            + topic.partitions()
                            + " partitions, or set topics.create=true.");
    }

    private void judgeRouted(int partitions) {
        String topic = names.routed();
        int count = found.get(topic).partitions();
        if (count != partitions)
            problems.add(
                    topic
                            + " has "
                            + count
                            + " partitions, but needs "
                            + partitions
                            + ", twice as many as each priority topic. "
                            + mendCount(count, partitions));
        refuseCompaction(topic);
        require(topic, MESSAGE_TIMESTAMP_TYPE_CONFIG, PUBLISH_TIME);
        requireAtLeast(topic, MAX_MESSAGE_BYTES_CONFIG, needed.routed());
        requireAtLeast(topic, MESSAGE_TIMESTAMP_BEFORE_MAX_MS_CONFIG, Long.MAX_VALUE);
        requireAtLeast(topic, MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG, furthestFuture());
    }

    private String mendCount(int count, int needs) {
        boolean noPriorityTopic = names.priorityTopics().stream().noneMatch(this::isThere);
        if (noPriorityTopic && count % 2 == 0)
            return "Set topics.partitions to " + count / 2 + ", or delete " + names.routed();
        return count < needs
                ? "With all routers and gateways stopped: kafka-topics.sh --alter --topic "
                        + names.routed()
                        + " --partitions "
                        + needs
                : "Add partitions to the priority topics, or delete " + names.routed();
    }

    /** How far ahead of the clock a record of a priority topic may be, in milliseconds. */
    private long furthestFuture() {
        return names.priorityTopics().stream()
                .filter(this::isThere)
                .map(found::get)
                .filter(t -> !t.text(MESSAGE_TIMESTAMP_TYPE_CONFIG).orElse("").equals(APPEND_TIME))
                .flatMapToLong(t -> t.number(MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG).stream())
                .max()
                .orElse(0);
    }

    private void refuseCompaction(String topic) {
        if (found.get(topic).text(CLEANUP_POLICY_CONFIG).orElse("").contains("compact"))
            problems.add(
                    topic
                            + " is compacted, which loses events. "
                            + mend(topic, CLEANUP_POLICY_CONFIG, CLEANUP_POLICY_DELETE));
    }

    private void require(String topic, String name, String value) {
        String has = found.get(topic).text(name).orElse(value);
        if (!has.equals(value)) refuse(topic, name, has, value);
    }

    private void requireAtLeast(String topic, String name, long least) {
        long has = found.get(topic).number(name).orElse(least);
        if (has < least) refuse(topic, name, Long.toString(has), Long.toString(least));
    }

    private void refuse(String topic, String name, String has, String needs) {
        problems.add(topic + " has " + name + "=" + has + ". " + mend(topic, name, needs));
    }

    private static String mend(String topic, String name, String value) {
        return "Change it: kafka-configs.sh --alter --entity-type topics --entity-name "
                + topic
                + " --add-config "
                + name
                + "="
                + value;
    }

    private boolean isThere(String topic) {
        return found.containsKey(topic);
    }
}
