package io.eventrouter.config;

import java.time.Duration;
import java.util.List;

/**
 * The settings of gateways, of their sessions and of acknowledgements. A part of {@link
 * SettingCatalogue}.
 */
final class GatewayCatalogue {
    private static final SettingList LIST = new SettingList();

    static final Setting<String> GATEWAY_NAME =
            LIST.text(
                    "gateway.name",
                    "",
                    "What the gateway calls itself in welcome and metrics. Empty: host name and"
                            + " port.");

    static final Setting<String> GATEWAY_HOST =
            LIST.text(
                    "gateway.host",
                    "127.0.0.1",
                    "The address that clients connect to; 0.0.0.0 for all of the machine's.");

    static final Setting<Integer> GATEWAY_PORT =
            LIST.integer(
                    "gateway.port",
                    "8080",
                    "The port that clients connect to; 0 for any free one. 0-65535.");

    static final Setting<Integer> GATEWAY_WORKERS =
            LIST.integer(
                    "gateway.workers",
                    "0",
                    "Threads that dispatch events to sessions; 0 for one a processor. 0-256.");

    static final Setting<Long> GATEWAY_LOOK_AHEAD_BYTES =
            LIST.size(
                    "gateway.look-ahead-bytes",
                    "32MiB",
                    "How much is read ahead of dispatch for each lane; urgent events overtake"
                            + " within it. 1MiB-4GiB.");

    static final Setting<Duration> GATEWAY_LAG_LIMIT =
            LIST.duration(
                    "gateway.lag-limit",
                    "1s",
                    "Once an event has waited in the look-ahead for so long, events of the shared"
                            + " lane's most urgent level go first, but for one event in eight; until"
                            + " none has waited for more than half of it. 0 for never. 0s-10m.");

    static final Setting<Long> GATEWAY_REPLAY_BYTES =
            LIST.size(
                    "gateway.replay-bytes",
                    "16MiB",
                    "How much of what was routed last is kept in memory for each lane, for sessions"
                            + " that resume; what lies further back is read from Kafka. 1MiB-16GiB.");

    static final Setting<Integer> GATEWAY_REPLAY_SCANS =
            LIST.integer(
                    "gateway.replay-scans",
                    "2",
                    "How many scans of the routed topic may go on at a time for sessions that"
                            + " resume; those that wait share the next one. 1-64.");

    static final Setting<Duration> GATEWAY_DRAIN_WINDOW =
            LIST.duration(
                    "gateway.drain-window",
                    "10s",
                    "Over how much time a stopping gateway closes its sessions, so many each"
                            + " second; three quarters of gateway.drain-timeout at most, and few"
                            + " sessions take less: 10ms each. 0s-10m.");

    static final Setting<Duration> GATEWAY_DRAIN_TIMEOUT =
            LIST.duration(
                    "gateway.drain-timeout",
                    "20s",
                    "How long a stopping gateway lets sessions take what waits for them, all in"
                            + " all; then it cuts them. Give the process some ten seconds more before"
                            + " it is killed. 0s-10m.");

    static final Setting<Integer> GATEWAY_MAX_SESSIONS =
            LIST.integer(
                    "gateway.max-sessions",
                    "0",
                    "Sessions that this gateway takes; more are answered with 503. 0 for what the"
                            + " limit of file descriptors allows. 0-10000000.");

    static final Setting<Integer> GATEWAY_MAX_SESSIONS_PER_ADDRESS =
            LIST.integer(
                    "gateway.max-sessions-per-address",
                    "0",
                    "Sessions from one client address; more are answered with 429. 0 for any"
                            + " number, as is needed behind a proxy, whose address they all have."
                            + " 0-10000000.");

    static final Setting<Integer> GATEWAY_MAX_SESSIONS_PER_USER =
            LIST.integer(
                    "gateway.max-sessions-per-user",
                    "100",
                    "Sessions of one user, as the token names it; more are answered with 429. 0"
                            + " for any number. 0-10000000.");

    static final Setting<Integer> GATEWAY_SESSIONS_PER_SECOND =
            LIST.integer(
                    "gateway.sessions-per-second",
                    "5000",
                    "New sessions each second, on average; one second's worth at once passes, more"
                            + " are answered with 503 and should come back a moment later. 0 for any"
                            + " number. 0-1000000.");

    static final Setting<Integer> SESSION_QUEUE_EVENTS =
            LIST.integer(
                    "session.queue-events",
                    "1024",
                    "Events that may wait for one session before session.overflow applies."
                            + " 1-1000000.");

    static final Setting<Long> SESSION_QUEUE_BYTES =
            LIST.size(
                    "session.queue-bytes",
                    "1MiB",
                    "Bytes that may wait for one session before session.overflow applies; at least"
                            + " event.max-bytes.");

    static final Setting<OverflowSettings> SESSION_OVERFLOW =
            LIST.add(
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
            LIST.duration(
                    "session.write-timeout",
                    "10s",
                    "How long a write to a session may make no progress before it is closed."
                            + " 100ms-10m.");

    static final Setting<Duration> SESSION_SEND_AHEAD =
            LIST.duration(
                    "session.send-ahead",
                    "3ms",
                    "While more events come than go, weighted ones are written no further ahead of"
                            + " what clients have read than takes them that time and twice their"
                            + " shortest way, so that express ones reach them soon. More where ways jitter"
                            + " by more; 0 for no limit. 0-10s.");

    static final Setting<Duration> SESSION_HEARTBEAT =
            LIST.duration(
                    "session.heartbeat",
                    "25s",
                    "How often a quiet session is pinged; one that does not answer within twice"
                            + " that is closed. 1s-10m.");

    static final Setting<Integer> SESSION_MAX_SUBSCRIPTIONS =
            LIST.integer(
                    "session.max-subscriptions",
                    "100",
                    "Patterns that one session may subscribe to. 1-100000.");

    static final Setting<Long> SESSION_MAX_FRAME_BYTES =
            LIST.size(
                    "session.max-frame-bytes",
                    "64KiB",
                    "The largest message a client may send. 1KiB-8MiB.");

    static final Setting<Integer> SESSION_FRAMES_PER_SECOND =
            LIST.integer(
                    "session.frames-per-second",
                    "50",
                    "Messages, fragments and pings that a client may send each second, on average;"
                            + " four seconds' worth at once passes, and one for each subscription it"
                            + " may have. 1-100000.");

    static final Setting<Duration> SESSION_CHECKPOINT_INTERVAL =
            LIST.duration(
                    "session.checkpoint-interval",
                    "5s",
                    "How often a session that is sent events gets a checkpoint: what came after its"
                            + " last one comes again when it resumes. A session that is sent none"
                            + " gets one in twelve times that. 100ms-10m.");

    static final Setting<List<String>> ACK_LEVELS =
            LIST.add(
                    "ack.levels",
                    "names",
                    "",
                    "The levels whose events a subscription with \"ack\":true is to acknowledge,"
                            + " joined by commas. Empty: those of the express lane, and high.",
                    false,
                    AckSettings::names);

    static final Setting<Duration> ACK_TIMEOUT =
            LIST.duration(
                    "ack.timeout",
                    "10s",
                    "How long after it was handed to the socket an event that is not acknowledged"
                            + " is sent again; twice as long after each attempt, and up to half of it"
                            + " more by chance. 100ms-1h.");

    static final Setting<Duration> ACK_LONGEST_WAIT =
            LIST.duration("ack.longest-wait", "1m", "What that time grows to at most. 100ms-1d.");

    static final Setting<Integer> ACK_ATTEMPTS =
            LIST.integer(
                    "ack.attempts",
                    "5",
                    "How often an event is sent to a session at most, the first time included; then"
                            + " it goes to the dead-letter topic. 1-100.");

    static final Setting<Integer> ACK_WINDOW_EVENTS =
            LIST.integer(
                    "ack.window-events",
                    "256",
                    "Events of a session that may be unacknowledged; the next ones wait in its"
                            + " queue. 1-10000.");

    static final Setting<Long> ACK_WINDOW_BYTES =
            LIST.size(
                    "ack.window-bytes",
                    "1MiB",
                    "The same in bytes; one event more may go beyond it. 1KiB-1GiB.");

    private GatewayCatalogue() {}

    /** All of them, in the order of the reference. */
    static List<Setting<?>> all() {
        return LIST.all();
    }
}
