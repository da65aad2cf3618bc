package io.eventrouter.gateway.socket;

import io.eventrouter.config.ConsoleAccess;
import io.eventrouter.config.GatewaySettings;
import io.eventrouter.config.PublishMode;
import io.eventrouter.config.PublishSettings;
import io.eventrouter.config.SessionSettings;
import io.eventrouter.event.Priorities;
import io.eventrouter.gateway.auth.Identity;
import io.eventrouter.gateway.console.ConsoleDesk;
import io.eventrouter.gateway.publish.Publishing;
import io.eventrouter.gateway.session.CloseReason;
import io.eventrouter.gateway.session.Sessions;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jetty.JettyServerThreadPoolMetrics;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.websocket.core.WebSocketComponents;

/**
 * The gateway's port: sessions over WebSocket at {@code /ws} and as event streams at {@code /sse},
 * events of clients at {@code /events}, the console at {@code /}.
 *
 * <p>Start and close are for one thread; {@link #stopAccepting} and {@link #isHealthy} may come
 * from any. Jetty's threads read and write; one more ticks over all connections.
 */
public final class SocketServer implements AutoCloseable {
    /** How long {@link #close} waits for close frames to go out. */
    private static final Duration CLOSE_GRACE = Duration.ofSeconds(2);

    private static final Duration LONGEST_TICK = Duration.ofSeconds(1);

    /** How long an event stream's client waits before it comes back; twice as long at most. */
    private static final int SHORTEST_RETRY_MILLIS = 1_000;

    /** A token that is revoked ends its session within a second of being written to the file. */
    private static final Duration LONGEST_TICK_WITH_TOKENS = Duration.ofMillis(400);

    private final GatewayConnector connector;
    private final GatewayHandler handler;
    private final ConnectionTick tick;
    private final HttpPort http;
    private final RequestIdentity identities;
    private final Publishing publishing;
    private final Priorities priorities;
    private final PublishSettings publishSettings;
    private final Executor threads;
    private final LongSupplier nanoClock;

    public SocketServer(
            GatewaySettings settings,
            Priorities priorities,
            Sessions sessions,
            RequestIdentity identities,
            Publishing publishing,
            MeterRegistry registry) {
        this(settings, priorities, sessions, identities, publishing, registry, Machine.real());
    }

    SocketServer(
            GatewaySettings settings,
            Priorities priorities,
            Sessions sessions,
            RequestIdentity identities,
            Publishing publishing,
            MeterRegistry registry,
            Machine machine) {
        this.identities = identities;
        this.publishing = publishing;
        this.priorities = priorities;
        publishSettings = settings.publish();
        nanoClock = machine.nanoClock();
        int processors = Runtime.getRuntime().availableProcessors();
        var pool = HttpPort.threads("socket", 16 + 4 * processors);
        threads = pool;
        new JettyServerThreadPoolMetrics(pool, Tags.of("port", "gateway")).bindTo(registry);
        var server = new Server(pool, null, machine.buffers());
        var metrics = new SocketMetrics(registry);
        var rates = new PublishRates(settings.publish().eventsPerSecond(), nanoClock);
        var parts =
                new ConnectionParts(
                        sessions,
                        new ClientMessageReader(priorities),
                        identities,
                        publishing,
                        rates,
                        settings.session(),
                        metrics,
                        nanoClock);
        var admission = new Admission(settings.admission(), machine.descriptors(), nanoClock);
        connector = new GatewayConnector(server, Math.max(1, processors / 2), machine);
        handler =
                new GatewayHandler(
                        new Handshake(priorities, settings.session().maxSubscriptions()),
                        new Upgrade(components(server), parts),
                        identities,
                        new SseEntry(
                                identities,
                                new SseHandshake(priorities, settings.session().maxSubscriptions()),
                                new SseUpgrade(parts, retrySpread(new Random())),
                                metrics),
                        admission,
                        new EventsEndpoint(
                                identities,
                                publishing,
                                rates,
                                settings.publish(),
                                new EventsCrossOrigin(identities::allowsOrigin),
                                threads,
                                nanoClock),
                        WebPages.load(priorities, takesEvents(settings, identities, publishing)),
                        metrics);
        tick =
                new ConnectionTick(
                        connector::endPoints, nanoClock, tickNanos(settings.session(), identities));
        http = new HttpPort("gateway", connector, settings.host(), settings.port(), handler);
    }

    /** Only to be asked for things: started, it would bring a pool of threads of its own. */
    private static WebSocketComponents components(Server server) {
        return new WebSocketComponents(
                null, null, server.getByteBufferPool(), null, null, server.getThreadPool());
    }

    /** Clients of a gateway that is gone at once must not all come back at once. */
    private static LongSupplier retrySpread(Random random) {
        return () -> SHORTEST_RETRY_MILLIS + random.nextInt(SHORTEST_RETRY_MILLIS);
    }

    /** Whether there is a client that may publish. */
    private static boolean takesEvents(
            GatewaySettings settings, RequestIdentity identities, Publishing publishing) {
        return settings.publish().mode() != PublishMode.FALSE
                && (identities.asksForTokens() || publishing.isOpenTo(Identity.ANYONE));
    }

    private static long tickNanos(SessionSettings session, RequestIdentity identities) {
        Duration longest = identities.asksForTokens() ? LONGEST_TICK_WITH_TOKENS : LONGEST_TICK;
        return Math.min(longest.toNanos(), session.heartbeat().toNanos() / 4);
    }

    /**
     * Listens.
     *
     * @throws AddressUnavailableException when it cannot, as when the port is in use
     */
    public void start() {
        http.start();
        tick.start();
    }

    /** The port it listens on; the one that was found when the setting is 0. */
    public int port() {
        return http.port();
    }

    /** Whether its connections are looked after; if not, only a restart helps. */
    public boolean isHealthy() {
        return tick.isHealthy();
    }

    /** From now on the page at {@code /} has figures and acts, for whoever may see or do that. */
    public void show(ConsoleDesk console, ConsoleAccess access) {
        var rights = new ConsoleRights(access, identities.isForThisMachineOnly(), publishing);
        handler.show(
                new ConsolePages(console, rights, identities),
                new ConsoleActs(
                        console,
                        rights,
                        identities,
                        priorities,
                        publishSettings,
                        publishing.inFlight(),
                        threads,
                        nanoClock));
    }

    /** From now on new sessions are refused with 503; those that are there stay. */
    public void stopAccepting() {
        handler.stopAccepting();
    }

    /**
     * Closes the sessions that are left as {@code draining}, waits 2 s at most for that to reach
     * them, and ends all. Repeated calls do nothing.
     */
    @Override
    public void close() {
        stopAccepting();
        closeClients();
        tick.close();
        http.close();
    }

    private void closeClients() {
        CompletableFuture<?>[] closed =
                connector
                        .clients()
                        .map(c -> c.close(CloseReason.DRAINING))
                        .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(closed)
                .completeOnTimeout(null, CLOSE_GRACE.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(e -> null)
                .join();
    }
}
