package io.eventrouter.topics;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.config.TopicSettings;
import io.eventrouter.event.Priorities;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TopicPlannerTest {
    private static final String UNLIMITED = Long.toString(Long.MAX_VALUE);

    private final TopicNames names = new TopicNames("e", Priorities.standard());
    private final Map<String, FoundTopic> found = new HashMap<>();

    @Test
    void wantsEveryTopicOnAnEmptyCluster() {
        TopicPlan plan = plan(settings(6, true));

        assertThat(plan.problems()).isEmpty();
        assertThat(plan.missing())
                .extracting(t -> t.name() + " " + t.partitions())
                .containsExactly(
                        "e.critical 6",
                        "e.high 6",
                        "e.normal 6",
                        "e.low 6",
                        "e.routed 12",
                        "e.dead-letter 6");
    }

    @Test
    void leavesRoomForALetterOfTheLargestRecordAndForAnEventWithItsHeaders() {
        TopicPlan plan = plan(settings(1, true));

        int priority = maxBytes(plan, "e.low");
        assertThat(maxBytes(plan, "e.dead-letter")).isGreaterThan(priority);
        assertThat(maxBytes(plan, "e.routed")).isGreaterThan(256 << 10).isLessThan(priority);
    }

    @Test
    void leavesRoomForTheRecordsOfTopicsThatAreThere() {
        found.put("e.low", topic(1, "max.message.bytes", "5000000"));

        assertThat(maxBytes(plan(settings(1, true)), "e.dead-letter")).isGreaterThan(5_000_000);
    }

    @Test
    void keepsThePublishTimeInTheRoutedTopicHoweverOldOrNew() {
        WantedTopic routed = wanted(plan(settings(1, true)), "e.routed");

        assertThat(routed.config())
                .containsEntry("message.timestamp.type", "CreateTime")
                .containsEntry("message.timestamp.before.max.ms", UNLIMITED)
                .containsEntry("message.timestamp.after.max.ms", UNLIMITED);
    }

    @Test
    void takesThePartitionCountOfPriorityTopicsThatAreThere() {
        found.put("e.high", topic(4));

        TopicPlan plan = plan(settings(6, true));

        assertThat(plan.partitions()).isEqualTo(4);
        assertThat(wanted(plan, "e.low").partitions()).isEqualTo(4);
        assertThat(wanted(plan, "e.routed").partitions()).isEqualTo(8);
    }

    @Test
    void refusesUnequalPartitionCounts() {
        found.put("e.critical", topic(6));
        found.put("e.low", topic(4));

        assertThat(plan(settings(6, true)).problems())
                .containsExactly(
                        "The priority topics need equal partition counts, but e.critical has 6,"
                                + " e.low has 4. Add partitions where there are fewer:"
                                + " kafka-topics.sh --alter --topic NAME --partitions 6");
    }

    @Test
    void refusesARoutedTopicThatIsTooSmall() {
        found.put("e.low", topic(3));
        found.put("e.routed", topic(5));

        assertThat(plan(settings(6, true)).problems())
                .containsExactly(
                        "e.routed has 5 partitions, but needs 6, twice as many as each priority"
                                + " topic. With all routers and gateways stopped: kafka-topics.sh"
                                + " --alter --topic e.routed --partitions 6");
    }

    @Test
    void offersTheSettingWhereOnlyTheRoutedTopicIsThere() {
        found.put("e.routed", topic(8));

        assertThat(plan(settings(6, true)).problems())
                .singleElement()
                .asString()
                .endsWith("Set topics.partitions to 4, or delete e.routed");
    }

    @Test
    void refusesARoutedTopicThatWouldRefuseRecords() {
        found.put(
                "e.routed",
                topic(
                        2,
                        "message.timestamp.type",
                        "LogAppendTime",
                        "max.message.bytes",
                        "1000",
                        "message.timestamp.before.max.ms",
                        "86400000",
                        "message.timestamp.after.max.ms",
                        "3600000",
                        "cleanup.policy",
                        "compact,delete"));
        found.put("e.low", topic(1, "message.timestamp.after.max.ms", "7200000"));

        assertThat(plan(settings(1, true)).problems())
                .hasSize(5)
                .anyMatch(p -> p.contains("e.routed is compacted, which loses events"))
                .anyMatch(p -> p.contains("--add-config message.timestamp.type=CreateTime"))
                .anyMatch(p -> p.contains("e.routed has max.message.bytes=1000"))
                .anyMatch(p -> p.contains("before.max.ms=" + UNLIMITED))
                .anyMatch(p -> p.contains("after.max.ms=7200000"));
    }

    @Test
    void judgesNothingBySettingsThatItMayNotSee() {
        for (String topic : names.priorityTopics()) found.put(topic, topic(1));
        found.put("e.routed", topic(2));
        found.put("e.dead-letter", topic(1));

        TopicPlan plan = plan(settings(1, true));

        assertThat(plan.problems()).isEmpty();
        assertThat(plan.missing()).isEmpty();
    }

    @Test
    void refusesAPriorityTopicThatIsCompacted() {
        found.put("e.normal", topic(6, "cleanup.policy", "compact"));

        assertThat(plan(settings(6, true)).problems())
                .singleElement()
                .asString()
                .startsWith("e.normal is compacted");
    }

    @Test
    void refusesWhatIsMissingWhereItMayNotBeCreated() {
        found.put("e.critical", topic(6));

        assertThat(plan(settings(6, false)).problems())
                .hasSize(5)
                .contains(
                        "e.routed is missing, and topics.create is off. Create it with 12"
                                + " partitions, or set topics.create=true.");
    }

    private TopicPlan plan(TopicSettings settings) {
        return new TopicPlanner(names, settings, found).plan();
    }

    private static TopicSettings settings(int partitions, boolean create) {
        return new TopicSettings("e", partitions, -1, Duration.ofDays(7), create, 256 << 10);
    }

    private static FoundTopic topic(int partitions, String... config) {
        var map = new HashMap<String, String>();
        for (int i = 0; i < config.length; i += 2) map.put(config[i], config[i + 1]);
        return new FoundTopic(partitions, map);
    }

    private static WantedTopic wanted(TopicPlan plan, String name) {
        return plan.missing().stream().filter(t -> t.name().equals(name)).findFirst().orElseThrow();
    }

    private static int maxBytes(TopicPlan plan, String topic) {
        return Integer.parseInt(wanted(plan, topic).config().get("max.message.bytes"));
    }
}
