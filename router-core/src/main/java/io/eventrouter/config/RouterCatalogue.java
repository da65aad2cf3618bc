package io.eventrouter.config;

import java.time.Duration;
import java.util.List;

/**
 * The settings of Kafka and its topics, of the levels, of publishing and of routers. A part of
 * {@link SettingCatalogue}.
 */
final class RouterCatalogue {
    private static final SettingList LIST = new SettingList();

    static final Setting<String> KAFKA_BOOTSTRAP_SERVERS =
            LIST.text(
                    "kafka.bootstrap-servers",
                    "localhost:9092",
                    "Kafka brokers to begin with, HOST:PORT joined by commas.");

    static final Setting<LevelSettings> LEVELS =
            LIST.add(
                    "levels",
                    "levels",
                    "critical:express,high:4,normal:2,low:1",
                    "The levels, the most urgent first: NAME:express for the express lane, or"
                            + " NAME:WEIGHT (1-1000) for a part of the shared lane. 1 to 16 levels.",
                    false,
                    LevelSettings::parse);

    static final Setting<LevelTargets> LEVELS_TARGETS =
            LIST.add(
                    "levels.targets",
                    "targets",
                    "",
                    "For merge.policy=deadline: how soon after its publication an event should be"
                            + " routed, as NAME:DURATION joined by commas, such as"
                            + " high:200ms,normal:2s,low:30s. Every level of the shared lane needs"
                            + " one. 0s-365d.",
                    false,
                    LevelTargets::parse);

    static final Setting<MergePolicy> MERGE_POLICY =
            LIST.add(
                    "merge.policy",
                    "policy",
                    "weighted",
                    "By what the levels of a lane take turns: weighted, each its part of the"
                            + " capacity; or deadline, whose latency target ends first"
                            + " (docs/concepts.md says when).",
                    false,
                    MergePolicy::parse);

    static final Setting<String> TOPICS_PREFIX =
            LIST.text(
                    "topics.prefix",
                    "events",
                    "What the names of all topics begin with: PREFIX.critical, PREFIX.routed,"
                            + " PREFIX.dead-letter.");

    static final Setting<Integer> TOPICS_PARTITIONS =
            LIST.integer(
                    "topics.partitions",
                    "6",
                    "Partitions of each priority topic that is created; the routed topic gets"
                            + " twice as many. 1-1000.");

    static final Setting<Integer> TOPICS_REPLICATION =
            LIST.integer(
                    "topics.replication",
                    "-1",
                    "Replication factor of topics that are created; -1 is the brokers' own"
                            + " default. -1, or 1-32767.");

    static final Setting<Duration> TOPICS_RETENTION =
            LIST.duration(
                    "topics.retention",
                    "7d",
                    "How long topics that are created keep events; a session can resume for so"
                            + " long. At least 1m.");

    static final Setting<Boolean> TOPICS_CREATE =
            LIST.add(
                    "topics.create",
                    "boolean",
                    "true",
                    "Whether missing topics are created at start; if not, a missing one is an"
                            + " error.",
                    false,
                    ValueText::truth);

    static final Setting<Long> EVENT_MAX_BYTES =
            LIST.size(
                    "event.max-bytes",
                    "256KiB",
                    "The largest event, headers and data; a larger one goes to the dead-letter"
                            + " topic. 1KiB-8MiB.");

    static final Setting<Duration> PUBLISHER_TIMEOUT =
            LIST.duration(
                    "publisher.timeout",
                    "30s",
                    "How long a publisher tries before it reports that Kafka did not acknowledge."
                            + " 1s-10m.");

    static final Setting<Duration> PUBLISHER_LINGER =
            LIST.duration(
                    "publisher.linger",
                    "2ms",
                    "How long a publisher waits to fill a batch. 0ms-1s, and a tenth of"
                            + " publisher.timeout at most.");

    static final Setting<String> ROUTER_APPLICATION_ID =
            LIST.text(
                    "router.application-id",
                    "",
                    "What the Kafka Streams application ids begin with; all routers of one"
                            + " deployment share it. Empty: event-router-PREFIX.");

    static final Setting<Integer> ROUTER_THREADS =
            LIST.integer(
                    "router.threads", "1", "Stream threads of each lane in this process. 1-64.");

    static final Setting<Double> ROUTER_COST_PER_RECORD =
            LIST.decimal(
                    "router.cost-per-record",
                    "1",
                    "What one record costs of its level's share. 0-1000.");

    static final Setting<Double> ROUTER_COST_PER_BYTE =
            LIST.decimal(
                    "router.cost-per-byte",
                    "0",
                    "What one byte costs of its level's share: above 0, shares count bytes too."
                            + " 0-1000.");

    static final Setting<Double> ROUTER_EXPRESS_CAP =
            LIST.decimal(
                    "router.express-cap",
                    "1",
                    "The largest part of what a router routes that its express lane may take while"
                            + " its shared lane has a backlog; 1 for no cap. 0.01-1.");

    static final Setting<Duration> ROUTER_DEDUPE_WINDOW =
            LIST.duration(
                    "router.dedupe-window",
                    "0s",
                    "How long a router remembers source and id of what it routed, to drop repeats"
                            + " within the same level and partition; 0s for not at all. 0s-1d.");

    static final Setting<Integer> ROUTER_DEDUPE_EVENTS =
            LIST.integer(
                    "router.dedupe-events",
                    "100000",
                    "How many events it remembers at most, of each level and partition, at some 150"
                            + " bytes of memory each. 1-10000000.");

    static final Setting<String> ROUTER_STATE_DIR =
            LIST.text(
                    "router.state-dir",
                    "",
                    "A directory for Kafka Streams' own lock files; nothing in it need be kept."
                            + " Empty: one under the system's temporary directory.");

    static final Setting<Delivery> DELIVERY =
            LIST.add(
                    "delivery",
                    "delivery",
                    "at-least-once",
                    "What is promised on the way to the routed topic: at-least-once, or"
                            + " exactly-once at the price of a later view (docs/concepts.md).",
                    false,
                    Delivery::parse);

    static final Setting<Duration> DELIVERY_TRANSACTION_TIMEOUT =
            LIST.duration(
                    "delivery.transaction-timeout",
                    "10s",
                    "With exactly-once: how long readers of a partition may wait for a router that"
                            + " was killed, and how long an outage may be without routing the open"
                            + " transaction anew. 1s-15m, and the brokers' transaction.max.timeout.ms"
                            + " at most.");

    private RouterCatalogue() {}

    /** All of them, in the order of the reference. */
    static List<Setting<?>> all() {
        return LIST.all();
    }
}
