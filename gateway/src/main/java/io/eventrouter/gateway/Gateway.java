package io.eventrouter.gateway;

import io.eventrouter.config.Settings;
import io.eventrouter.gateway.admin.AdminPages;
import io.eventrouter.gateway.auth.Authentication;
import io.eventrouter.gateway.console.Console;
import io.eventrouter.gateway.console.OwnSessions;
import io.eventrouter.gateway.feed.FeedConsumers;
import io.eventrouter.gateway.feed.FeedStatus;
import io.eventrouter.gateway.feed.LevelOrder;
import io.eventrouter.gateway.feed.LookAhead;
import io.eventrouter.gateway.feed.RoutedFeeds;
import io.eventrouter.gateway.feed.RoutedTopic;
import io.eventrouter.gateway.letters.LetterDesk;
import io.eventrouter.gateway.publish.Publishing;
import io.eventrouter.gateway.replay.KafkaLogReader;
import io.eventrouter.gateway.replay.LogReader;
import io.eventrouter.gateway.replay.ReplayMeters;
import io.eventrouter.gateway.replay.Scanners;
import io.eventrouter.gateway.resume.CursorCodec;
import io.eventrouter.gateway.resume.CursorKey;
import io.eventrouter.gateway.session.Workers;
import io.eventrouter.gateway.socket.RequestIdentity;
import io.eventrouter.gateway.socket.SocketServer;
import io.eventrouter.gateway.trace.DispatchSpans;
import io.eventrouter.topics.BoundedAdmin;
import io.eventrouter.topics.TopicLayout;
import io.eventrouter.trace.Tracing;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A gateway: reads the routed topic and sends each event to the sessions that want it.
 *
 * <pre>
 *   RoutedFeeds ─▶ LookAhead ─▶ Workers (index, sessions) ─▶ SocketServer
 * </pre>
 *
 * <p>It keeps no state that outlives it: any number of gateways may read the same topic. Start and
 * close are for one thread; the questions may be asked by any.
 */
public final class Gateway implements AutoCloseable {
    private static final Duration KAFKA_LIMIT = Duration.ofSeconds(15);

    private final Settings settings;
    private final TopicLayout layout;
    private final MeterRegistry registry;
    private final Tracing tracing;
    private final String instance = UUID.randomUUID().toString();
    private final AtomicBoolean closing = new AtomicBoolean();
    private volatile GatewayParts parts;

    /** One without spans; touches nothing yet. */
    public Gateway(Settings settings, TopicLayout layout, MeterRegistry registry) {
        this(settings, layout, registry, Tracing.off());
    }

    /**
     * Touches nothing yet.
     *
     * @param tracing not closed by this
     */
    public Gateway(Settings settings, TopicLayout layout, MeterRegistry registry, Tracing tracing) {
        this.tracing = tracing;
        this.settings = settings;
        this.layout = layout;
        this.registry = registry;
    }

    /**
     * Finds the end of the routed topic, begins to read there, and opens the port. Returns before
     * it {@linkplain #isReady is ready}.
     *
     * @throws io.eventrouter.topics.KafkaUnreachableException when Kafka does not answer in time
     * @throws io.eventrouter.gateway.socket.AddressUnavailableException when the port cannot be had
     */
    public void start() {
        if (parts != null) throw new IllegalStateException("a gateway is started once");
        Authentication.requireMeant(settings.auth(), settings.gateway().host());
        parts = assemble(findTopic());
        Gauge.builder("eventrouter.gateway.draining", closing, c -> c.get() ? 1 : 0)
                .description("1 from when the gateway begins to stop")
                .register(registry);
        try {
            parts.start();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private RoutedTopic findTopic() {
        try (var admin = BoundedAdmin.open(settings.kafka(), KAFKA_LIMIT)) {
            return RoutedTopic.find(admin, layout);
        }
    }

    private GatewayParts assemble(RoutedTopic topic) {
        var gateway = settings.gateway();
        var lookAhead =
                new LookAhead(
                        new LevelOrder(settings.levels()),
                        gateway.workers(),
                        new LookAhead.Bounds(gateway.lookAheadBytes(), gateway.lagLimit()),
                        topic.startOffsets(),
                        System::nanoTime,
                        new DispatchSpans(tracing));
        var key = CursorKey.of(gateway.cursorKey());
        var replayMeters = new ReplayMeters(registry);
        var scanners =
                new Scanners(
                        gateway.replay().scans(),
                        () -> logReader(topic),
                        topic.partitions(),
                        replayMeters);
        var letters = new LetterDesk(settings, layout.names(), registry);
        var workers =
                new Workers(
                        settings,
                        lookAhead,
                        () -> new CursorCodec(topic.id(), topic.partitions(), key),
                        scanners,
                        replayMeters,
                        letters,
                        new GatewayName(gateway.name(), this::port),
                        registry);
        var priorities = settings.levels().priorities();
        var authentication =
                Authentication.of(settings.auth(), gateway.host(), priorities, registry);
        var publishing = Publishing.toKafka(settings, layout.names(), registry, tracing);
        var server =
                new SocketServer(
                        gateway,
                        priorities,
                        workers,
                        RequestIdentity.of(authentication, settings.auth().deadline()),
                        publishing,
                        registry);
        var feeds = RoutedFeeds.create(settings, topic, lookAhead, registry);
        var console = new Console(settings, layout, workers.figures(), own(workers));
        server.show(console, settings.console().access());
        return new GatewayParts(
                lookAhead,
                feeds,
                scanners,
                letters,
                workers,
                authentication,
                server,
                publishing,
                console,
                gateway.drain());
    }

    private LogReader logReader(RoutedTopic topic) {
        return new KafkaLogReader(
                FeedConsumers.createForReplay(settings.kafka()),
                layout.names().routed(),
                topic.partitions(),
                settings.levels().priorities());
    }

    /** The port that clients connect to; the one that was found when the setting is 0. */
    public int port() {
        return started().server().port();
    }

    /** Whether it should be given sessions: started, live in all lanes, and not stopping. */
    public boolean isReady() {
        GatewayParts now = parts;
        return now != null && !closing.get() && now.feeds().areReady() && now.isReady();
    }

    /** Why it cannot tell yet who its clients are; empty when it can. */
    public Optional<String> keysMissing() {
        GatewayParts now = parts;
        return now == null ? Optional.empty() : now.authentication().notReady();
    }

    /** Whether it can go on; if not, only a restart helps. */
    public boolean isAlive() {
        GatewayParts now = parts;
        return now == null || (now.feeds().areAlive() && now.isHealthy());
    }

    /** How each feed does; empty before the start. */
    public List<FeedStatus> feeds() {
        GatewayParts now = parts;
        return now == null ? List.of() : now.feeds().statuses();
    }

    /** In words, for a person: each feed's state, and whether it lags. */
    public String condition() {
        GatewayParts now = parts;
        return now == null
                ? "not started"
                : GatewayCondition.of(now.feeds().statuses(), now.lookAhead().lag());
    }

    /** What is shown of it on the admin port, once it has been started. */
    public void show(AdminPages pages) {
        Workers workers = started().workers();
        OwnSessions own = own(workers);
        pages.add("/events", new RecentEventsPage(own.gateway(), workers::find));
        pages.add("/sessions", new SessionsPage(own));
    }

    private OwnSessions own(Workers workers) {
        return new OwnSessions(
                instance,
                new GatewayName(settings.gateway().name(), this::port),
                workers::count,
                workers.questions());
    }

    /**
     * Stops in an orderly way, in bounded time: the drain time-out and some seconds. Repeated calls
     * do nothing.
     */
    @Override
    public void close() {
        if (!closing.compareAndSet(false, true) || parts == null) return;
        new DrainSequence(parts, settings.gateway().drain().timeout()).run();
    }

    private GatewayParts started() {
        GatewayParts now = parts;
        if (now == null) throw new IllegalStateException("the gateway has not been started");
        return now;
    }
}
