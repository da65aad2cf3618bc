package io.eventrouter.cli.doctor;

import static org.apache.kafka.common.config.TopicConfig.MAX_MESSAGE_BYTES_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.RETENTION_BYTES_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.RETENTION_MS_CONFIG;

import io.eventrouter.cli.text.Durations;
import io.eventrouter.topics.MessageLimits;
import io.eventrouter.topics.TopicState;
import io.eventrouter.topics.TopicState.PartitionState;
import io.eventrouter.topics.WantedTopic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Judges the topics of a cluster, beyond what keeps a router from starting. Pure; used once. */
final class TopicDiagnosis {
    /** What a session that was cut off should find when it comes back. */
    private static final Duration SHORT_RETENTION = Duration.ofMinutes(10);

    private final ClusterState cluster;
    private final MessageLimits needed;
    private final List<Finding> findings = new ArrayList<>();

    private TopicDiagnosis(ClusterState cluster, int maxEventBytes) {
        this.cluster = cluster;
        this.needed = MessageLimits.forEvents(maxEventBytes);
    }

    /**
     * @param maxEventBytes {@code event.max-bytes}
     */
    static List<Finding> of(ClusterState cluster, int maxEventBytes) {
        return new TopicDiagnosis(cluster, maxEventBytes).judge();
    }

    private List<Finding> judge() {
        cluster.topics().problems().forEach(this::planned);
        for (WantedTopic topic : cluster.topics().missing())
            findings.add(
                    Finding.warning(
                            topic.name(),
                            "does not exist",
                            "event-router topics create --kafka "
                                    + cluster.bootstrap()
                                    + "; a router does the same when it starts"));
        for (TopicState topic : cluster.topics().topics()) if (topic.exists()) judge(topic);
        return findings;
    }

    /** A line of the planner: what is wrong, a full stop, and how to mend it. */
    private void planned(String problem) {
        int end = problem.indexOf(". ");
        boolean whole = end < 0;
        findings.add(
                Finding.problem(
                        "topics",
                        whole ? problem : problem.substring(0, end),
                        whole ? "see docs/operations.md" : problem.substring(end + 2)));
    }

    private void judge(TopicState topic) {
        int before = findings.size();
        judgePartitions(topic);
        judgeReplicas(topic);
        judgeRetention(topic);
        judgeSize(topic);
        if (findings.size() == before) findings.add(Finding.good(topic.name(), summary(topic)));
    }

    private void judgePartitions(TopicState topic) {
        List<Integer> without =
                topic.partitions().stream()
                        .filter(p -> p.leader().isEmpty())
                        .map(PartitionState::partition)
                        .toList();
        if (!without.isEmpty()) findings.add(leaderless(topic, without));
        long behind = topic.partitions().stream().filter(PartitionState::isUnderReplicated).count();
        if (behind > 0)
            findings.add(
                    Finding.warning(
                            topic.name(),
                            behind + " partitions have a replica that is away or behind",
                            "kafka-topics.sh"
                                    + server()
                                    + " --describe --under-replicated-partitions shows which"));
    }

    private Finding leaderless(TopicState topic, List<Integer> partitions) {
        return Finding.problem(
                topic.name(),
                "has no leader for partitions " + partitions,
                "bring back the brokers that have them: kafka-topics.sh"
                        + server()
                        + " --describe --topic "
                        + topic.name());
    }

    private void judgeReplicas(TopicState topic) {
        if (topic.replication() == 1 && cluster.brokers().size() > 1)
            findings.add(
                    Finding.warning(
                            topic.name(),
                            "has one replica: its events are lost with one broker",
                            "kafka-reassign-partitions.sh with three brokers for each partition;"
                                    + " for topics to come, topics.replication=3"));
        judgeMinimum(topic, topic.number(MIN_IN_SYNC_REPLICAS_CONFIG).orElse(1));
    }

    /**
     * @param least how many replicas have to have what is acknowledged
     */
    private void judgeMinimum(TopicState topic, long least) {
        int replicas = topic.replication();
        String has = minimum(least, replicas);
        if (least > replicas)
            findings.add(
                    Finding.problem(
                            topic.name(),
                            has + ": nothing can be published",
                            alter(topic, MIN_IN_SYNC_REPLICAS_CONFIG, Math.max(1, replicas - 1))));
        else if (replicas > 1 && least == replicas)
            findings.add(
                    Finding.warning(
                            topic.name(),
                            has + ": with one broker away nothing can be published",
                            alter(topic, MIN_IN_SYNC_REPLICAS_CONFIG, replicas - 1)));
        else if (replicas > 2 && least == 1)
            findings.add(
                    Finding.warning(
                            topic.name(),
                            has + ": what one broker alone has acknowledged is lost with it",
                            alter(topic, MIN_IN_SYNC_REPLICAS_CONFIG, 2)));
    }

    private static String minimum(long least, int replicas) {
        return "has min.insync.replicas=" + least + " with " + replicas + " replicas";
    }

    private void judgeRetention(TopicState topic) {
        long millis = topic.number(RETENTION_MS_CONFIG).orElse(-1);
        if (millis >= 0 && millis < SHORT_RETENTION.toMillis())
            findings.add(
                    Finding.warning(
                            topic.name(),
                            "keeps events for "
                                    + Durations.text(Duration.ofMillis(millis))
                                    + " only: who is away for longer misses some",
                            alter(topic, RETENTION_MS_CONFIG, Duration.ofDays(1).toMillis())));
        long bytes = topic.number(RETENTION_BYTES_CONFIG).orElse(-1);
        if (bytes >= 0)
            findings.add(
                    Finding.note(
                            topic.name(),
                            "keeps " + bytes + " bytes a partition, whatever its retention.ms says",
                            alter(topic, RETENTION_BYTES_CONFIG, -1)));
    }

    /** The routed topic is the planner's matter. */
    private void judgeSize(TopicState topic) {
        if (topic.level().isEmpty()) return;
        long most = topic.number(MAX_MESSAGE_BYTES_CONFIG).orElse(needed.priority());
        if (most < needed.routed())
            findings.add(
                    Finding.warning(
                            topic.name(),
                            "takes "
                                    + most
                                    + " bytes at most: events of event.max-bytes do not fit",
                            alter(topic, MAX_MESSAGE_BYTES_CONFIG, needed.priority())));
    }

    private static String summary(TopicState topic) {
        long millis = topic.number(RETENTION_MS_CONFIG).orElse(-1);
        return topic.partitions().size()
                + " partitions, "
                + topic.replication()
                + (topic.replication() == 1 ? " replica" : " replicas")
                + ", min.insync.replicas "
                + topic.number(MIN_IN_SYNC_REPLICAS_CONFIG).orElse(1)
                + (millis < 0 ? "" : ", kept for " + millis / 3_600_000 + "h");
    }

    private String alter(TopicState topic, String setting, long value) {
        return "kafka-configs.sh"
                + server()
                + " --alter --entity-type topics --entity-name "
                + topic.name()
                + " --add-config "
                + setting
                + "="
                + value;
    }

    private String server() {
        return " --bootstrap-server " + cluster.bootstrap();
    }
}
