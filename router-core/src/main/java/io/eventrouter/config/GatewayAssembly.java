package io.eventrouter.config;

/** The part of {@link SettingsAssembly} that is about gateways. Confined to the same thread. */
final class GatewayAssembly {
    private final SettingReader read;

    GatewayAssembly(SettingReader read) {
        this.read = read;
    }

    /** Null once a problem stays although every setting of it has the default. */
    GatewaySettings gateway(LevelSettings levels, TopicSettings topics) {
        SessionSettings session = read.part(() -> session(levels, topics));
        DrainSettings drain = read.part(this::drain);
        AckSettings acks = read.part(() -> acks(levels));
        PublishSettings publish = read.part(() -> publish(topics));
        return read.part(() -> gateway(session, drain, acks, publish));
    }

    /** As above. */
    AuthSettings auth() {
        return read.part(this::whoMayConnect);
    }

    private SessionSettings session(LevelSettings levels, TopicSettings topics) {
        long queueBytes = read.value(GatewayCatalogue.SESSION_QUEUE_BYTES);
        var session =
                new SessionSettings(
                        read.value(GatewayCatalogue.SESSION_QUEUE_EVENTS),
                        queueBytes,
                        overflow(levels),
                        read.value(GatewayCatalogue.SESSION_WRITE_TIMEOUT),
                        read.value(GatewayCatalogue.SESSION_SEND_AHEAD),
                        read.value(GatewayCatalogue.SESSION_HEARTBEAT),
                        read.value(GatewayCatalogue.SESSION_MAX_SUBSCRIPTIONS),
                        read.intSize(GatewayCatalogue.SESSION_MAX_FRAME_BYTES),
                        read.value(GatewayCatalogue.SESSION_FRAMES_PER_SECOND));
        boolean chosen =
                topics != null
                        && read.isChosen(
                                GatewayCatalogue.SESSION_QUEUE_BYTES,
                                RouterCatalogue.EVENT_MAX_BYTES);
        if (chosen && queueBytes < topics.maxEventBytes())
            throw new InvalidSettingException(
                    GatewayCatalogue.SESSION_QUEUE_BYTES.name(),
                    queueBytes,
                    "at least event.max-bytes ("
                            + topics.maxEventBytes()
                            + ") is needed, or the largest event could never be sent");
        return session;
    }

    private OverflowSettings overflow(LevelSettings levels) {
        OverflowSettings overflow = read.value(GatewayCatalogue.SESSION_OVERFLOW);
        if (read.isChosen(RouterCatalogue.LEVELS)) overflow.requireKnown(levels);
        return overflow;
    }

    private DrainSettings drain() {
        return new DrainSettings(
                read.value(GatewayCatalogue.GATEWAY_DRAIN_WINDOW),
                read.value(GatewayCatalogue.GATEWAY_DRAIN_TIMEOUT));
    }

    private AckSettings acks(LevelSettings levels) {
        var acks =
                new AckSettings(
                        read.value(GatewayCatalogue.ACK_LEVELS),
                        read.value(GatewayCatalogue.ACK_TIMEOUT),
                        read.value(GatewayCatalogue.ACK_LONGEST_WAIT),
                        read.value(GatewayCatalogue.ACK_ATTEMPTS),
                        read.value(GatewayCatalogue.ACK_WINDOW_EVENTS),
                        read.value(GatewayCatalogue.ACK_WINDOW_BYTES));
        boolean chosen =
                levels != null
                        && read.isChosen(RouterCatalogue.LEVELS, GatewayCatalogue.ACK_LEVELS);
        return chosen ? acks.requireKnown(levels) : acks;
    }

    private GatewaySettings gateway(
            SessionSettings session,
            DrainSettings drain,
            AckSettings acks,
            PublishSettings publish) {
        int workers = read.value(GatewayCatalogue.GATEWAY_WORKERS);
        return new GatewaySettings(
                read.value(GatewayCatalogue.GATEWAY_NAME),
                read.value(GatewayCatalogue.GATEWAY_HOST),
                read.value(GatewayCatalogue.GATEWAY_PORT),
                workers == 0 ? Math.min(256, Runtime.getRuntime().availableProcessors()) : workers,
                read.value(GatewayCatalogue.GATEWAY_LOOK_AHEAD_BYTES),
                read.value(GatewayCatalogue.GATEWAY_LAG_LIMIT),
                drain,
                read.value(AccessCatalogue.CURSOR_KEY),
                session,
                replay(),
                admission(),
                acks,
                publish);
    }

    private PublishSettings publish(TopicSettings topics) {
        var publish =
                new PublishSettings(
                        read.value(AccessCatalogue.PUBLISH_ENABLED),
                        read.value(AccessCatalogue.PUBLISH_TIMEOUT),
                        read.value(AccessCatalogue.PUBLISH_BODY_TIMEOUT),
                        read.value(AccessCatalogue.PUBLISH_IN_FLIGHT_EVENTS),
                        read.value(AccessCatalogue.PUBLISH_IN_FLIGHT_BYTES),
                        read.value(AccessCatalogue.PUBLISH_EVENTS_PER_SECOND));
        boolean chosen =
                topics != null
                        && read.isChosen(
                                AccessCatalogue.PUBLISH_IN_FLIGHT_BYTES,
                                RouterCatalogue.EVENT_MAX_BYTES);
        if (chosen) publish.requireRoomFor(topics.maxEventBytes());
        return publish;
    }

    private AdmissionSettings admission() {
        return new AdmissionSettings(
                read.value(GatewayCatalogue.GATEWAY_MAX_SESSIONS),
                read.value(GatewayCatalogue.GATEWAY_MAX_SESSIONS_PER_ADDRESS),
                read.value(GatewayCatalogue.GATEWAY_MAX_SESSIONS_PER_USER),
                read.value(GatewayCatalogue.GATEWAY_SESSIONS_PER_SECOND));
    }

    private ReplaySettings replay() {
        return new ReplaySettings(
                read.value(GatewayCatalogue.SESSION_CHECKPOINT_INTERVAL),
                read.value(GatewayCatalogue.GATEWAY_REPLAY_BYTES),
                read.value(GatewayCatalogue.GATEWAY_REPLAY_SCANS));
    }

    private AuthSettings whoMayConnect() {
        return new AuthSettings(
                read.value(AccessCatalogue.AUTH_MODE),
                read.value(AccessCatalogue.AUTH_HMAC_SECRET),
                read.value(AccessCatalogue.AUTH_PUBLIC_KEY_FILE),
                read.value(AccessCatalogue.AUTH_JWKS),
                read.value(AccessCatalogue.AUTH_JWKS_REFRESH),
                read.value(AccessCatalogue.AUTH_ISSUER),
                read.value(AccessCatalogue.AUTH_AUDIENCE),
                read.value(AccessCatalogue.AUTH_CLOCK_SKEW),
                read.value(AccessCatalogue.AUTH_ORIGINS),
                read.value(AccessCatalogue.AUTH_REVOCATION_FILE),
                read.value(AccessCatalogue.AUTH_DEADLINE));
    }
}
