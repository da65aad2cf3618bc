package io.eventrouter.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Every setting there is. docs/settings.md is made from it, and a test holds the two together. */
public final class SettingCatalogue {
    /** Names that begin so are handed to every Kafka client as they are, less this prefix. */
    public static final String KAFKA_CLIENT_PREFIX = "kafka.client.";

    private static final List<Setting<?>> CATALOGUE = new ArrayList<>();

    static final Setting<String> KAFKA_BOOTSTRAP_SERVERS =
            text(
                    "kafka.bootstrap-servers",
                    "localhost:9092",
                    "Kafka brokers to begin with, HOST:PORT joined by commas.");

    static final Setting<LevelSettings> LEVELS =
            add(
                    "levels",
                    "levels",
                    "critical:express,high:4,normal:2,low:1",
                    "The levels, the most urgent first: NAME:express for the express lane, or"
                            + " NAME:WEIGHT (1-1000) for a part of the shared lane. 1 to 16 levels.",
                    false,
                    LevelSettings::parse);

    static final Setting<LevelTargets> LEVELS_TARGETS =
            add(
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
            add(
                    "merge.policy",
                    "policy",
                    "weighted",
                    "By what the levels of a lane take turns: weighted, each its part of the"
                            + " capacity; or deadline, whose latency target ends first"
                            + " (docs/concepts.md says when).",
                    false,
                    MergePolicy::parse);

    static final Setting<String> TOPICS_PREFIX =
            text(
                    "topics.prefix",
                    "events",
                    "What the names of all topics begin with: PREFIX.critical, PREFIX.routed,"
                            + " PREFIX.dead-letter.");
    static final Setting<Integer> TOPICS_PARTITIONS =
            integer(
                    "topics.partitions",
                    "6",
                    "Partitions of each priority topic that is created; the routed topic gets"
                            + " twice as many. 1-1000.");
    static final Setting<Integer> TOPICS_REPLICATION =
            integer(
                    "topics.replication",
                    "-1",
                    "Replication factor of topics that are created; -1 is the brokers' own"
                            + " default. -1, or 1-32767.");
    static final Setting<Duration> TOPICS_RETENTION =
            duration(
                    "topics.retention",
                    "7d",
                    "How long topics that are created keep events; a session can resume for so"
                            + " long. At least 1m.");
    static final Setting<Boolean> TOPICS_CREATE =
            add(
                    "topics.create",
                    "boolean",
                    "true",
                    "Whether missing topics are created at start; if not, a missing one is an"
                            + " error.",
                    false,
                    ValueText::truth);
    static final Setting<Long> EVENT_MAX_BYTES =
            size(
                    "event.max-bytes",
                    "256KiB",
                    "The largest event, headers and data; a larger one goes to the dead-letter"
                            + " topic. 1KiB-8MiB.");

    static final Setting<Duration> PUBLISHER_TIMEOUT =
            duration(
                    "publisher.timeout",
                    "30s",
                    "How long a publisher tries before it reports that Kafka did not acknowledge."
                            + " 1s-10m.");
    static final Setting<Duration> PUBLISHER_LINGER =
            duration(
                    "publisher.linger",
                    "2ms",
                    "How long a publisher waits to fill a batch. 0ms-1s, and a tenth of"
                            + " publisher.timeout at most.");

    static final Setting<String> ROUTER_APPLICATION_ID =
            text(
                    "router.application-id",
                    "",
                    "What the Kafka Streams application ids begin with; all routers of one"
                            + " deployment share it. Empty: event-router-PREFIX.");
    static final Setting<Integer> ROUTER_THREADS =
            integer("router.threads", "1", "Stream threads of each lane in this process. 1-64.");
    static final Setting<Double> ROUTER_COST_PER_RECORD =
            decimal(
                    "router.cost-per-record",
                    "1",
                    "What one record costs of its level's share. 0-1000.");
    static final Setting<Double> ROUTER_COST_PER_BYTE =
            decimal(
                    "router.cost-per-byte",
                    "0",
                    "What one byte costs of its level's share: above 0, shares count bytes too."
                            + " 0-1000.");
    static final Setting<Double> ROUTER_EXPRESS_CAP =
            decimal(
                    "router.express-cap",
                    "1",
                    "The largest part of what a router routes that its express lane may take while"
                            + " its shared lane has a backlog; 1 for no cap. 0.01-1.");
    static final Setting<Duration> ROUTER_DEDUPE_WINDOW =
            duration(
                    "router.dedupe-window",
                    "0s",
                    "How long a router remembers source and id of what it routed, to drop repeats"
                            + " within the same level and partition; 0s for not at all. 0s-1d.");
    static final Setting<Integer> ROUTER_DEDUPE_EVENTS =
            integer(
                    "router.dedupe-events",
                    "100000",
                    "How many events it remembers at most, of each level and partition, at some 150"
                            + " bytes of memory each. 1-10000000.");
    static final Setting<String> ROUTER_STATE_DIR =
            text(
                    "router.state-dir",
                    "",
                    "A directory for Kafka Streams' own lock files; nothing in it need be kept."
                            + " Empty: one under the system's temporary directory.");

    static final Setting<Delivery> DELIVERY =
            add(
                    "delivery",
                    "delivery",
                    "at-least-once",
                    "What is promised on the way to the routed topic: at-least-once, or"
                            + " exactly-once at the price of a later view (docs/concepts.md).",
                    false,
                    Delivery::parse);
    static final Setting<Duration> DELIVERY_TRANSACTION_TIMEOUT =
            duration(
                    "delivery.transaction-timeout",
                    "10s",
                    "With exactly-once: how long readers of a partition may wait for a router that"
                            + " was killed, and how long an outage may be without routing the open"
                            + " transaction anew. 1s-15m, and the brokers' transaction.max.timeout.ms"
                            + " at most.");

    static final Setting<String> GATEWAY_NAME =
            text(
                    "gateway.name",
                    "",
                    "What the gateway calls itself in welcome and metrics. Empty: host name and"
                            + " port.");
    static final Setting<String> GATEWAY_HOST =
            text(
                    "gateway.host",
                    "127.0.0.1",
                    "The address that clients connect to; 0.0.0.0 for all of the machine's.");
    static final Setting<Integer> GATEWAY_PORT =
            integer(
                    "gateway.port",
                    "8080",
                    "The port that clients connect to; 0 for any free one. 0-65535.");
    static final Setting<Integer> GATEWAY_WORKERS =
            integer(
                    "gateway.workers",
                    "0",
                    "Threads that dispatch events to sessions; 0 for one a processor. 0-256.");
    static final Setting<Long> GATEWAY_LOOK_AHEAD_BYTES =
            size(
                    "gateway.look-ahead-bytes",
                    "32MiB",
                    "How much is read ahead of dispatch for each lane; urgent events overtake"
                            + " within it. 1MiB-4GiB.");
    static final Setting<Long> GATEWAY_REPLAY_BYTES =
            size(
                    "gateway.replay-bytes",
                    "16MiB",
                    "How much of what was routed last is kept in memory for each lane, for sessions"
                            + " that resume; what lies further back is read from Kafka. 1MiB-16GiB.");
    static final Setting<Integer> GATEWAY_REPLAY_SCANS =
            integer(
                    "gateway.replay-scans",
                    "2",
                    "How many scans of the routed topic may go on at a time for sessions that"
                            + " resume; those that wait share the next one. 1-64.");
    static final Setting<Duration> GATEWAY_DRAIN_WINDOW =
            duration(
                    "gateway.drain-window",
                    "10s",
                    "Over how much time a stopping gateway closes its sessions, so many each"
                            + " second; three quarters of gateway.drain-timeout at most, and few"
                            + " sessions take less: 10ms each. 0s-10m.");
    static final Setting<Duration> GATEWAY_DRAIN_TIMEOUT =
            duration(
                    "gateway.drain-timeout",
                    "20s",
                    "How long a stopping gateway lets sessions take what waits for them, all in"
                            + " all; then it cuts them. Give the process some ten seconds more before"
                            + " it is killed. 0s-10m.");

    static final Setting<Integer> GATEWAY_MAX_SESSIONS =
            integer(
                    "gateway.max-sessions",
                    "0",
                    "Sessions that this gateway takes; more are answered with 503. 0 for what the"
                            + " limit of file descriptors allows. 0-10000000.");
    static final Setting<Integer> GATEWAY_MAX_SESSIONS_PER_ADDRESS =
            integer(
                    "gateway.max-sessions-per-address",
                    "0",
                    "Sessions from one client address; more are answered with 429. 0 for any"
                            + " number, as is needed behind a proxy, whose address they all have."
                            + " 0-10000000.");
    static final Setting<Integer> GATEWAY_MAX_SESSIONS_PER_USER =
            integer(
                    "gateway.max-sessions-per-user",
                    "100",
                    "Sessions of one user, as the token names it; more are answered with 429. 0"
                            + " for any number. 0-10000000.");
    static final Setting<Integer> GATEWAY_SESSIONS_PER_SECOND =
            integer(
                    "gateway.sessions-per-second",
                    "5000",
                    "New sessions each second, on average; one second's worth at once passes, more"
                            + " are answered with 503 and should come back a moment later. 0 for any"
                            + " number. 0-1000000.");

    static final Setting<Integer> SESSION_QUEUE_EVENTS =
            integer(
                    "session.queue-events",
                    "1024",
                    "Events that may wait for one session before session.overflow applies."
                            + " 1-1000000.");
    static final Setting<Long> SESSION_QUEUE_BYTES =
            size(
                    "session.queue-bytes",
                    "1MiB",
                    "Bytes that may wait for one session before session.overflow applies; at least"
                            + " event.max-bytes.");
    static final Setting<OverflowSettings> SESSION_OVERFLOW =
            add(
                    "session.overflow",
                    "policies",
                    "",
                    "What becomes of a level's events when a session's queue is full, as"
                            + " NAME:POLICY joined by commas: close, so that the client resumes; or"
                            + " drop-oldest, with a message how many it missed. A level that is not"
                            + " named is closed for when it is express or among the more urgent half of"
                            + " the levels, and drops its oldest else.",
                    false,
                    OverflowSettings::parse);
    static final Setting<Duration> SESSION_WRITE_TIMEOUT =
            duration(
                    "session.write-timeout",
                    "10s",
                    "How long a write to a session may make no progress before it is closed."
                            + " 100ms-10m.");
    static final Setting<Duration> SESSION_HEARTBEAT =
            duration(
                    "session.heartbeat",
                    "25s",
                    "How often a quiet session is pinged; one that does not answer within twice"
                            + " that is closed. 1s-10m.");
    static final Setting<Integer> SESSION_MAX_SUBSCRIPTIONS =
            integer(
                    "session.max-subscriptions",
                    "100",
                    "Patterns that one session may subscribe to. 1-100000.");
    static final Setting<Long> SESSION_MAX_FRAME_BYTES =
            size(
                    "session.max-frame-bytes",
                    "64KiB",
                    "The largest message a client may send. 1KiB-8MiB.");
    static final Setting<Integer> SESSION_FRAMES_PER_SECOND =
            integer(
                    "session.frames-per-second",
                    "50",
                    "Messages, fragments and pings that a client may send each second, on average;"
                            + " four seconds' worth at once passes, and one for each subscription it"
                            + " may have. 1-100000.");
    static final Setting<Duration> SESSION_CHECKPOINT_INTERVAL =
            duration(
                    "session.checkpoint-interval",
                    "5s",
                    "How often a session that is sent events gets a checkpoint: what came after its"
                            + " last one comes again when it resumes. A session that is sent none"
                            + " gets one in twelve times that. 100ms-10m.");
    static final Setting<List<String>> ACK_LEVELS =
            add(
                    "ack.levels",
                    "names",
                    "",
                    "The levels whose events a subscription with \"ack\":true is to acknowledge,"
                            + " joined by commas. Empty: those of the express lane, and high.",
                    false,
                    AckSettings::names);
    static final Setting<Duration> ACK_TIMEOUT =
            duration(
                    "ack.timeout",
                    "10s",
                    "How long after it was handed to the socket an event that is not acknowledged"
                            + " is sent again; twice as long after each attempt, and up to half of it"
                            + " more by chance. 100ms-1h.");
    static final Setting<Duration> ACK_LONGEST_WAIT =
            duration("ack.longest-wait", "1m", "What that time grows to at most. 100ms-1d.");
    static final Setting<Integer> ACK_ATTEMPTS =
            integer(
                    "ack.attempts",
                    "5",
                    "How often an event is sent to a session at most, the first time included; then"
                            + " it goes to the dead-letter topic. 1-100.");
    static final Setting<Integer> ACK_WINDOW_EVENTS =
            integer(
                    "ack.window-events",
                    "256",
                    "Events of a session that may be unacknowledged; the next ones wait in its"
                            + " queue. 1-10000.");
    static final Setting<Long> ACK_WINDOW_BYTES =
            size(
                    "ack.window-bytes",
                    "1MiB",
                    "The same in bytes; one event more may go beyond it. 1KiB-1GiB.");
    static final Setting<PublishMode> PUBLISH_ENABLED =
            add(
                    "publish.enabled",
                    "mode",
                    "auto",
                    "Whose events the gateway takes, over the socket and by POST /events: auto, of"
                            + " those whose token allows it, and without keys of anyone where"
                            + " gateway.host is a loopback address; true, without keys of anyone"
                            + " who can connect; false, of nobody.",
                    false,
                    PublishMode::parse);
    static final Setting<Duration> PUBLISH_TIMEOUT =
            duration(
                    "publish.timeout",
                    "10s",
                    "How long a client that publishes waits for Kafka's acknowledgement before it is"
                            + " answered 503, or unavailable. 1s-5m.");
    static final Setting<Duration> PUBLISH_BODY_TIMEOUT =
            duration(
                    "publish.body-timeout",
                    "5s",
                    "How long the body of POST /events may take to arrive before it is answered"
                            + " 408. 100ms-1m.");
    static final Setting<Integer> PUBLISH_IN_FLIGHT_EVENTS =
            integer(
                    "publish.in-flight-events",
                    "4096",
                    "Events of all clients that Kafka has not acknowledged yet; more are answered"
                            + " 503, or unavailable. 1-1000000.");
    static final Setting<Long> PUBLISH_IN_FLIGHT_BYTES =
            size(
                    "publish.in-flight-bytes",
                    "16MiB",
                    "The same in bytes, with the bodies that are arriving. Keep it below the"
                            + " producer's buffer (kafka.client.buffer.memory, 32 MiB unless set)."
                            + " 256KiB-4GiB, and at least twice event.max-bytes.");
    static final Setting<Integer> PUBLISH_EVENTS_PER_SECOND =
            integer(
                    "publish.events-per-second",
                    "100",
                    "Events that one user may publish each second at each level, on average, or one"
                            + " address where nobody has a token; four seconds' worth at once passes,"
                            + " more are answered 429, or rate. 0 for any number. 0-1000000.");
    static final Setting<Secret> CURSOR_KEY =
            add(
                    "cursor.key",
                    "text",
                    "",
                    "The key that signs cursors, 16 characters or more; the same on all gateways,"
                            + " or a session can resume on its own gateway only. Empty: a new one"
                            + " at each start.",
                    true,
                    Secret::new);

    static final Setting<AuthMode> AUTH_MODE =
            add(
                    "auth.mode",
                    "mode",
                    "auto",
                    "auto: with keys, every client has to show a token; without, the gateway listens"
                            + " on this machine only and asks nobody. open: without keys, on any"
                            + " address, for everybody who can reach it; for those with a proxy in"
                            + " front that knows its users.",
                    false,
                    AuthMode::parse);
    static final Setting<Secret> AUTH_HMAC_SECRET =
            add(
                    "auth.hmac-secret",
                    "text",
                    "",
                    "Checks tokens with HS256: 32 bytes or more, at random. Whoever knows it can"
                            + " make tokens. Empty for none.",
                    true,
                    Secret::new);
    static final Setting<Optional<Path>> AUTH_PUBLIC_KEY_FILE =
            add(
                    "auth.public-key-file",
                    "path",
                    "",
                    "A PEM file with public keys, which check tokens with RS256 (RSA of 2048 bits or"
                            + " more) and ES256 (EC on P-256). Empty for none.",
                    false,
                    AuthSettings::parsePath);
    static final Setting<Optional<String>> AUTH_JWKS =
            add(
                    "auth.jwks",
                    "text",
                    "",
                    "A JSON Web Key Set with public keys: an https or http URL, as identity providers"
                            + " have it, or a file. Read again in time, so that keys can change."
                            + " Empty for none.",
                    false,
                    AuthSettings::parseJwks);
    static final Setting<Duration> AUTH_JWKS_REFRESH =
            duration(
                    "auth.jwks-refresh",
                    "5m",
                    "How often auth.jwks is read again; a token with a key that is not known makes it"
                            + " sooner, once in 5 s at most. 5s-1d.");
    static final Setting<String> AUTH_ISSUER =
            text("auth.issuer", "", "What the claim iss must be. Empty for anything.");
    static final Setting<String> AUTH_AUDIENCE =
            text("auth.audience", "", "What the claim aud must name. Empty for anything.");
    static final Setting<Duration> AUTH_CLOCK_SKEW =
            duration(
                    "auth.clock-skew",
                    "30s",
                    "How far ahead of this machine's clock the issuer's may be: for nbf and iat. A"
                            + " token ends at its exp to the second. 0s-5m.");
    static final Setting<List<String>> AUTH_ORIGINS =
            add(
                    "auth.origins",
                    "origins",
                    AuthSettings.SAME_ORIGIN,
                    "From where pages in browsers may connect, joined by commas: same-origin for the"
                            + " gateway's own, and origins such as https://app.example.com, which"
                            + " must match exactly. Clients that are no browser send no origin, and"
                            + " are not asked for one.",
                    false,
                    AckSettings::names);
    static final Setting<Optional<Path>> AUTH_REVOCATION_FILE =
            add(
                    "auth.revocation-file",
                    "path",
                    "",
                    "A file of tokens and users that are let in no more, read again within a second"
                            + " when it changes. Empty for none.",
                    false,
                    AuthSettings::parsePath);
    static final Setting<Duration> AUTH_DEADLINE =
            duration(
                    "auth.deadline",
                    "8s",
                    "How long a client that connected without a token has to send one. 1s-1m.");

    static final Setting<String> ADMIN_HOST =
            text("admin.host", "127.0.0.1", "The address of the admin port.");
    static final Setting<Integer> ADMIN_PORT =
            integer(
                    "admin.port",
                    "8081",
                    "The port of health and metrics; 0 for any free one. 0-65535.");

    static final Setting<Path> STANDALONE_DATA =
            add(
                    "standalone.data",
                    "path",
                    "./data",
                    "Where `up` keeps the embedded broker's data, over restarts.",
                    false,
                    ValueText::path);
    static final Setting<Integer> STANDALONE_KAFKA_PORT =
            integer(
                    "standalone.kafka-port",
                    "9092",
                    "The port of the embedded broker; 0 for any free one. 0-65535.");

    static final Setting<LogLevel> LOG_LEVEL =
            add(
                    "log.level",
                    "level",
                    "info",
                    "What is logged: error, warn, info, debug or trace. From debug on, failures"
                            + " come with their stack traces.",
                    false,
                    ValueText::logLevel);

    private SettingCatalogue() {}

    /** All settings, in the order of the reference. */
    public static List<Setting<?>> all() {
        return Collections.unmodifiableList(CATALOGUE);
    }

    static Optional<Setting<?>> byName(String name) {
        return CATALOGUE.stream().filter(s -> s.name().equals(name)).findFirst();
    }

    private static <T> Setting<T> add(
            String name,
            String kind,
            String defaultText,
            String description,
            boolean secret,
            Function<String, T> read) {
        var setting = new Setting<T>(name, kind, defaultText, description, secret, read);
        CATALOGUE.add(setting);
        return setting;
    }

    private static Setting<String> text(String name, String defaultText, String description) {
        return add(name, "text", defaultText, description, false, String::trim);
    }

    private static Setting<Integer> integer(String name, String defaultText, String description) {
        return add(name, "integer", defaultText, description, false, ValueText::integer);
    }

    private static Setting<Double> decimal(String name, String defaultText, String description) {
        return add(name, "number", defaultText, description, false, ValueText::decimal);
    }

    private static Setting<Long> size(String name, String defaultText, String description) {
        return add(name, "size", defaultText, description, false, ValueText::size);
    }

    private static Setting<Duration> duration(String name, String defaultText, String description) {
        return add(name, "duration", defaultText, description, false, ValueText::duration);
    }
}
