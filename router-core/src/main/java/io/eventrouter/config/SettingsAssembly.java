package io.eventrouter.config;

import io.eventrouter.schedule.RecordCost;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes the settings records from texts, one after the other: some are judged by others. Confined
 * to the thread that loads.
 */
final class SettingsAssembly {
    private final SettingReader read;
    private final Map<String, String> kafkaClientProperties;

    /**
     * @param problems are added to
     */
    SettingsAssembly(
            SettingValues values,
            Map<String, String> kafkaClientProperties,
            List<String> problems) {
        read = new SettingReader(values, problems);
        this.kafkaClientProperties = kafkaClientProperties;
    }

    /** The settings; of no use once there is a problem. */
    Settings assemble() {
        LevelSettings levels = read.part(() -> read.value(RouterCatalogue.LEVELS));
        KafkaSettings kafka = read.part(this::kafka);
        TopicSettings topics = read.part(this::topics);
        PublisherSettings publisher = read.part(this::publisher);
        RouterSettings router = read.part(() -> router(levels));
        var ofGateway = new GatewayAssembly(read);
        GatewaySettings gateway = ofGateway.gateway(levels, topics);
        AuthSettings auth = ofGateway.auth();
        AdminSettings admin = read.part(this::admin);
        ConsoleSettings console = read.part(this::console);
        StandaloneSettings standalone = read.part(this::standalone);
        LogSettings log = read.part(this::log);
        TracingSettings tracing = read.part(this::tracing);
        return new Settings(
                kafka,
                levels,
                topics,
                publisher,
                router,
                gateway,
                auth,
                admin,
                console,
                standalone,
                log,
                tracing);
    }

    private KafkaSettings kafka() {
        return new KafkaSettings(
                read.value(RouterCatalogue.KAFKA_BOOTSTRAP_SERVERS), kafkaClientProperties);
    }

    private TopicSettings topics() {
        return new TopicSettings(
                read.value(RouterCatalogue.TOPICS_PREFIX),
                read.value(RouterCatalogue.TOPICS_PARTITIONS),
                read.value(RouterCatalogue.TOPICS_REPLICATION),
                read.value(RouterCatalogue.TOPICS_RETENTION),
                read.value(RouterCatalogue.TOPICS_CREATE),
                read.intSize(RouterCatalogue.EVENT_MAX_BYTES));
    }

    private PublisherSettings publisher() {
        return new PublisherSettings(
                read.value(RouterCatalogue.PUBLISHER_TIMEOUT),
                read.value(RouterCatalogue.PUBLISHER_LINGER));
    }

    private RouterSettings router(LevelSettings levels) {
        String id = read.value(RouterCatalogue.ROUTER_APPLICATION_ID);
        String directory = read.value(RouterCatalogue.ROUTER_STATE_DIR);
        return new RouterSettings(
                id.isEmpty() ? "event-router-" + read.value(RouterCatalogue.TOPICS_PREFIX) : id,
                read.value(RouterCatalogue.ROUTER_THREADS),
                cost(),
                new DeliverySettings(
                        read.value(RouterCatalogue.DELIVERY),
                        read.value(RouterCatalogue.DELIVERY_TRANSACTION_TIMEOUT)),
                policy(levels),
                read.value(RouterCatalogue.ROUTER_EXPRESS_CAP),
                new DedupeSettings(
                        read.value(RouterCatalogue.ROUTER_DEDUPE_WINDOW),
                        read.value(RouterCatalogue.ROUTER_DEDUPE_EVENTS)),
                Optional.of(directory).filter(d -> !d.isEmpty()));
    }

    private PolicySettings policy(LevelSettings levels) {
        MergePolicy policy = read.value(RouterCatalogue.MERGE_POLICY);
        return read.isChosen(RouterCatalogue.LEVELS, RouterCatalogue.LEVELS_TARGETS)
                ? PolicySettings.of(policy, read.value(RouterCatalogue.LEVELS_TARGETS), levels)
                : new PolicySettings(policy, List.of());
    }

    private RecordCost cost() {
        double perRecord = read.value(RouterCatalogue.ROUTER_COST_PER_RECORD);
        double perByte = read.value(RouterCatalogue.ROUTER_COST_PER_BYTE);
        Ranges.within(RouterCatalogue.ROUTER_COST_PER_RECORD.name(), perRecord, 0, 1_000);
        Ranges.within(RouterCatalogue.ROUTER_COST_PER_BYTE.name(), perByte, 0, 1_000);
        if (perRecord + perByte == 0)
            throw new InvalidSettingException(
                    RouterCatalogue.ROUTER_COST_PER_RECORD.name(),
                    perRecord,
                    "must be above 0 where router.cost-per-byte is 0");
        return new RecordCost(perRecord, perByte);
    }

    private AdminSettings admin() {
        return new AdminSettings(
                read.value(NodeCatalogue.ADMIN_HOST), read.value(NodeCatalogue.ADMIN_PORT));
    }

    private ConsoleSettings console() {
        return new ConsoleSettings(
                read.value(NodeCatalogue.CONSOLE_ACCESS), read.value(NodeCatalogue.CONSOLE_NODES));
    }

    private StandaloneSettings standalone() {
        return new StandaloneSettings(
                read.value(NodeCatalogue.STANDALONE_DATA),
                read.value(NodeCatalogue.STANDALONE_KAFKA_PORT));
    }

    private LogSettings log() {
        return new LogSettings(
                read.value(NodeCatalogue.LOG_LEVEL), read.value(NodeCatalogue.LOG_FORMAT));
    }

    private TracingSettings tracing() {
        return new TracingSettings(
                read.value(NodeCatalogue.TRACING_ENDPOINT),
                read.value(NodeCatalogue.TRACING_SAMPLE),
                read.value(NodeCatalogue.TRACING_HEADERS),
                read.value(NodeCatalogue.TRACING_SERVICE));
    }
}
