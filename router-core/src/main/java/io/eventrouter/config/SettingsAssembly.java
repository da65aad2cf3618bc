package io.eventrouter.config;

import io.eventrouter.schedule.RecordCost;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Makes the settings records from texts, and notes every problem rather than the first: a value
 * that cannot be read or that a record refuses is noted, the default takes its place, and the
 * record is made again, so that it can name its next problem. Confined to the thread that loads.
 */
final class SettingsAssembly {
    private final SettingValues values;
    private final Map<String, String> kafkaClientProperties;
    private final List<String> problems;
    private final Set<String> refused = new HashSet<>();

    /**
     * @param problems are added to
     */
    SettingsAssembly(
            SettingValues values,
            Map<String, String> kafkaClientProperties,
            List<String> problems) {
        this.values = values;
        this.kafkaClientProperties = kafkaClientProperties;
        this.problems = problems;
    }

    /** The settings; of no use once there is a problem. */
    Settings assemble() {
        LevelSettings levels = part(() -> value(SettingCatalogue.LEVELS));
        KafkaSettings kafka = part(this::kafka);
        TopicSettings topics = part(this::topics);
        PublisherSettings publisher = part(this::publisher);
        RouterSettings router = part(() -> router(levels));
        SessionSettings session = part(() -> session(levels, topics));
        DrainSettings drain = part(this::drain);
        AckSettings acks = part(() -> acks(levels));
        PublishSettings publish = part(() -> publish(topics));
        GatewaySettings gateway = part(() -> gateway(session, drain, acks, publish));
        AuthSettings auth = part(this::auth);
        AdminSettings admin = part(this::admin);
        StandaloneSettings standalone = part(this::standalone);
        LogSettings log = part(() -> new LogSettings(value(SettingCatalogue.LOG_LEVEL)));
        return new Settings(
                kafka, levels, topics, publisher, router, gateway, auth, admin, standalone, log);
    }

    private KafkaSettings kafka() {
        return new KafkaSettings(
                value(SettingCatalogue.KAFKA_BOOTSTRAP_SERVERS), kafkaClientProperties);
    }

    private TopicSettings topics() {
        return new TopicSettings(
                value(SettingCatalogue.TOPICS_PREFIX),
                value(SettingCatalogue.TOPICS_PARTITIONS),
                value(SettingCatalogue.TOPICS_REPLICATION),
                value(SettingCatalogue.TOPICS_RETENTION),
                value(SettingCatalogue.TOPICS_CREATE),
                intSize(SettingCatalogue.EVENT_MAX_BYTES));
    }

    private PublisherSettings publisher() {
        return new PublisherSettings(
                value(SettingCatalogue.PUBLISHER_TIMEOUT),
                value(SettingCatalogue.PUBLISHER_LINGER));
    }

    private RouterSettings router(LevelSettings levels) {
        String id = value(SettingCatalogue.ROUTER_APPLICATION_ID);
        String directory = value(SettingCatalogue.ROUTER_STATE_DIR);
        return new RouterSettings(
                id.isEmpty() ? "event-router-" + value(SettingCatalogue.TOPICS_PREFIX) : id,
                value(SettingCatalogue.ROUTER_THREADS),
                cost(),
                new DeliverySettings(
                        value(SettingCatalogue.DELIVERY),
                        value(SettingCatalogue.DELIVERY_TRANSACTION_TIMEOUT)),
                policy(levels),
                value(SettingCatalogue.ROUTER_EXPRESS_CAP),
                new DedupeSettings(
                        value(SettingCatalogue.ROUTER_DEDUPE_WINDOW),
                        value(SettingCatalogue.ROUTER_DEDUPE_EVENTS)),
                Optional.of(directory).filter(d -> !d.isEmpty()));
    }

    private PolicySettings policy(LevelSettings levels) {
        MergePolicy policy = value(SettingCatalogue.MERGE_POLICY);
        // defaults that stand in for refused values are nobody's choice: do not judge them
        boolean chosen =
                !refused.contains(SettingCatalogue.LEVELS.name())
                        && !refused.contains(SettingCatalogue.LEVELS_TARGETS.name());
        return chosen
                ? PolicySettings.of(policy, value(SettingCatalogue.LEVELS_TARGETS), levels)
                : new PolicySettings(policy, List.of());
    }

    private RecordCost cost() {
        double perRecord = value(SettingCatalogue.ROUTER_COST_PER_RECORD);
        double perByte = value(SettingCatalogue.ROUTER_COST_PER_BYTE);
        Ranges.within(SettingCatalogue.ROUTER_COST_PER_RECORD.name(), perRecord, 0, 1_000);
        Ranges.within(SettingCatalogue.ROUTER_COST_PER_BYTE.name(), perByte, 0, 1_000);
        if (perRecord + perByte == 0)
            throw new InvalidSettingException(
                    SettingCatalogue.ROUTER_COST_PER_RECORD.name(),
                    perRecord,
                    "must be above 0 where router.cost-per-byte is 0");
        return new RecordCost(perRecord, perByte);
    }

    private SessionSettings session(LevelSettings levels, TopicSettings topics) {
        long queueBytes = value(SettingCatalogue.SESSION_QUEUE_BYTES);
        var session =
                new SessionSettings(
                        value(SettingCatalogue.SESSION_QUEUE_EVENTS),
                        queueBytes,
                        overflow(levels),
                        value(SettingCatalogue.SESSION_WRITE_TIMEOUT),
                        value(SettingCatalogue.SESSION_HEARTBEAT),
                        value(SettingCatalogue.SESSION_MAX_SUBSCRIPTIONS),
                        intSize(SettingCatalogue.SESSION_MAX_FRAME_BYTES),
                        value(SettingCatalogue.SESSION_FRAMES_PER_SECOND));
        // a default that stands in for a refused value is nobody's choice: do not judge it
        boolean chosen =
                topics != null
                        && !refused.contains(SettingCatalogue.SESSION_QUEUE_BYTES.name())
                        && !refused.contains(SettingCatalogue.EVENT_MAX_BYTES.name());
        if (chosen && queueBytes < topics.maxEventBytes())
            throw new InvalidSettingException(
                    SettingCatalogue.SESSION_QUEUE_BYTES.name(),
                    queueBytes,
                    "at least event.max-bytes ("
                            + topics.maxEventBytes()
                            + ") is needed, or the largest event could never be sent");
        return session;
    }

    private OverflowSettings overflow(LevelSettings levels) {
        OverflowSettings overflow = value(SettingCatalogue.SESSION_OVERFLOW);
        // levels that stand in for refused ones are nobody's choice: do not judge by them
        if (!refused.contains(SettingCatalogue.LEVELS.name())) overflow.requireKnown(levels);
        return overflow;
    }

    private DrainSettings drain() {
        return new DrainSettings(
                value(SettingCatalogue.GATEWAY_DRAIN_WINDOW),
                value(SettingCatalogue.GATEWAY_DRAIN_TIMEOUT));
    }

    private AckSettings acks(LevelSettings levels) {
        var acks =
                new AckSettings(
                        value(SettingCatalogue.ACK_LEVELS),
                        value(SettingCatalogue.ACK_TIMEOUT),
                        value(SettingCatalogue.ACK_LONGEST_WAIT),
                        value(SettingCatalogue.ACK_ATTEMPTS),
                        value(SettingCatalogue.ACK_WINDOW_EVENTS),
                        value(SettingCatalogue.ACK_WINDOW_BYTES));
        // as above: only what was chosen is judged
        boolean chosen =
                levels != null
                        && !refused.contains(SettingCatalogue.LEVELS.name())
                        && !refused.contains(SettingCatalogue.ACK_LEVELS.name());
        return chosen ? acks.requireKnown(levels) : acks;
    }

    private GatewaySettings gateway(
            SessionSettings session,
            DrainSettings drain,
            AckSettings acks,
            PublishSettings publish) {
        int workers = value(SettingCatalogue.GATEWAY_WORKERS);
        return new GatewaySettings(
                value(SettingCatalogue.GATEWAY_NAME),
                value(SettingCatalogue.GATEWAY_HOST),
                value(SettingCatalogue.GATEWAY_PORT),
                workers == 0 ? Math.min(256, Runtime.getRuntime().availableProcessors()) : workers,
                value(SettingCatalogue.GATEWAY_LOOK_AHEAD_BYTES),
                drain,
                value(SettingCatalogue.CURSOR_KEY),
                session,
                replay(),
                admission(),
                acks,
                publish);
    }

    private PublishSettings publish(TopicSettings topics) {
        var publish =
                new PublishSettings(
                        value(SettingCatalogue.PUBLISH_ENABLED),
                        value(SettingCatalogue.PUBLISH_TIMEOUT),
                        value(SettingCatalogue.PUBLISH_BODY_TIMEOUT),
                        value(SettingCatalogue.PUBLISH_IN_FLIGHT_EVENTS),
                        value(SettingCatalogue.PUBLISH_IN_FLIGHT_BYTES),
                        value(SettingCatalogue.PUBLISH_EVENTS_PER_SECOND));
        // as above: only what was chosen is judged
        boolean chosen =
                topics != null
                        && !refused.contains(SettingCatalogue.PUBLISH_IN_FLIGHT_BYTES.name())
                        && !refused.contains(SettingCatalogue.EVENT_MAX_BYTES.name());
        if (chosen) publish.requireRoomFor(topics.maxEventBytes());
        return publish;
    }

    private AdmissionSettings admission() {
        return new AdmissionSettings(
                value(SettingCatalogue.GATEWAY_MAX_SESSIONS),
                value(SettingCatalogue.GATEWAY_MAX_SESSIONS_PER_ADDRESS),
                value(SettingCatalogue.GATEWAY_MAX_SESSIONS_PER_USER),
                value(SettingCatalogue.GATEWAY_SESSIONS_PER_SECOND));
    }

    private ReplaySettings replay() {
        return new ReplaySettings(
                value(SettingCatalogue.SESSION_CHECKPOINT_INTERVAL),
                value(SettingCatalogue.GATEWAY_REPLAY_BYTES),
                value(SettingCatalogue.GATEWAY_REPLAY_SCANS));
    }

    private AuthSettings auth() {
        return new AuthSettings(
                value(SettingCatalogue.AUTH_MODE),
                value(SettingCatalogue.AUTH_HMAC_SECRET),
                value(SettingCatalogue.AUTH_PUBLIC_KEY_FILE),
                value(SettingCatalogue.AUTH_JWKS),
                value(SettingCatalogue.AUTH_JWKS_REFRESH),
                value(SettingCatalogue.AUTH_ISSUER),
                value(SettingCatalogue.AUTH_AUDIENCE),
                value(SettingCatalogue.AUTH_CLOCK_SKEW),
                value(SettingCatalogue.AUTH_ORIGINS),
                value(SettingCatalogue.AUTH_REVOCATION_FILE),
                value(SettingCatalogue.AUTH_DEADLINE));
    }

    private AdminSettings admin() {
        return new AdminSettings(
                value(SettingCatalogue.ADMIN_HOST), value(SettingCatalogue.ADMIN_PORT));
    }

    private StandaloneSettings standalone() {
        return new StandaloneSettings(
                value(SettingCatalogue.STANDALONE_DATA),
                value(SettingCatalogue.STANDALONE_KAFKA_PORT));
    }

    /** The record; null once a problem stays although its setting has the default. */
    private <T> T part(Supplier<T> record) {
        while (true) {
            try {
                return record.get();
            } catch (InvalidSettingException e) {
                if (!refused.add(e.setting())) return null;
                problems.add(e.getMessage() + values.origin(e.setting()));
            }
        }
    }

    private int intSize(Setting<Long> setting) {
        long size = value(setting);
        Ranges.within(setting.name(), size, 0, Integer.MAX_VALUE);
        return (int) size;
    }

    private <T> T value(Setting<T> setting) {
        Optional<String> text = values.text(setting.name());
        if (text.isEmpty() || refused.contains(setting.name()))
            return setting.read().apply(setting.defaultText());
        try {
            return setting.read().apply(text.get());
        } catch (InvalidSettingException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingException(
                    setting.name(), setting.secret() ? "(secret)" : text.get(), e.getMessage());
        }
    }
}
