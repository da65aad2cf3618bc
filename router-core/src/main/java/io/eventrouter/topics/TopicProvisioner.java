package io.eventrouter.topics;

import io.eventrouter.config.Settings;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes sure that the topics are there and fit together. Any number of processes may do it at once:
 * a topic that another has created meanwhile is as good, and is judged like one found. Confined to
 * the calling thread.
 */
public final class TopicProvisioner {
    private static final Logger LOG = LoggerFactory.getLogger(TopicProvisioner.class);
    private static final Duration DEFAULT_WITHIN = Duration.ofSeconds(15);

    /** As long as an election takes, and some more. */
    private static final Duration LEADERS_WITHIN = Duration.ofSeconds(5);

    private final Settings settings;
    private final TopicNames names;
    private final BoundedAdmin admin;

    private TopicProvisioner(Settings settings, BoundedAdmin admin) {
        this.settings = settings;
        this.names = new TopicNames(settings.topics().prefix(), settings.levels().priorities());
        this.admin = admin;
    }

    /** The same, within 15 seconds. */
    public static TopicLayout ensure(Settings settings) {
        return ensure(settings, DEFAULT_WITHIN);
    }

    /**
     * Creates what is missing, where the settings allow it, and returns once every partition can be
     * written to. A partition of topics that were there, whose leader is away, keeps nobody waiting
     * for more than five seconds: the others are to be routed all the same.
     *
     * @throws TopicLayoutException when what is there cannot be used, or something is missing and
     *     may not or cannot be created
     * @throws KafkaUnreachableException when Kafka does not answer in that time
     */
    public static TopicLayout ensure(Settings settings, Duration within) {
        try (var admin = BoundedAdmin.open(settings.kafka(), within)) {
            return new TopicProvisioner(settings, admin).ensure();
        }
    }

    /**
     * The largest messages that the topics allow, as they are now.
     *
     * @throws KafkaUnreachableException when Kafka does not answer in time
     */
    public static MessageLimits messageLimits(
            BoundedAdmin admin, TopicLayout layout, Settings settings) {
        return MessageLimits.of(
                layout.names(),
                settings.topics().maxEventBytes(),
                new TopicInventory(admin, layout.names()).look());
    }

    private TopicLayout ensure() {
        var inventory = new TopicInventory(admin, names);
        boolean fresh = false;
        while (true) {
            Map<String, FoundTopic> found = inventory.look();
            var plan = new TopicPlanner(names, settings.topics(), found).plan();
            if (!plan.problems().isEmpty()) throw new TopicLayoutException(plan.problems());
            if (plan.missing().isEmpty()) {
                awaitLeaders(found, fresh);
                return new TopicLayout(names, plan.partitions());
            }
            create(plan.missing());
            fresh = true;
            admin.pause();
        }
    }

    /**
     * Waits until every partition's leader answers for it. A topic is in the metadata before that,
     * and a producer that writes to it then can get stuck: the first batch is refused, the second
     * taken, and the first is out of order ever after.
     *
     * @param fresh whether some of the topics were created just now
     */
    private void awaitLeaders(Map<String, FoundTopic> found, boolean fresh) {
        var all = new HashMap<TopicPartition, OffsetSpec>();
        found.forEach(
                (name, topic) -> {
                    for (int p = 0; p < topic.partitions(); p++)
                        all.put(new TopicPartition(name, p), OffsetSpec.latest());
                });
        var options = new ListOffsetsOptions();
        if (!fresh) options.timeoutMs((int) LEADERS_WITHIN.toMillis());
        try {
            admin.ask(a -> a.listOffsets(all, options).all());
        } catch (KafkaUnreachableException e) {
            if (fresh) throw e;
            LOG.warn("some partition has no leader that answers; what is in it has to wait");
        }
    }

    private void create(List<WantedTopic> topics) {
        List<NewTopic> wanted = topics.stream().map(this::newTopic).toList();
        admin.ask(a -> KafkaFuture.completedFuture(a.createTopics(wanted).values()))
                .forEach(this::awaitCreation);
    }

    private NewTopic newTopic(WantedTopic topic) {
        int replication = settings.topics().replication();
        return new NewTopic(
                        topic.name(),
                        Optional.of(topic.partitions()),
                        replication < 0 ? Optional.empty() : Optional.of((short) replication))
                .configs(topic.config());
    }

    private void awaitCreation(String topic, KafkaFuture<Void> creation) {
        try {
            admin.ask(a -> creation);
            LOG.atInfo().addKeyValue("topic", topic).log("created topic");
        } catch (TopicExistsException e) {
            LOG.atDebug().addKeyValue("topic", topic).log("another process created the topic");
        } catch (ApiException e) {
            throw new TopicLayoutException(
                    List.of(topic + " cannot be created: " + e.getMessage()));
        }
    }
}
