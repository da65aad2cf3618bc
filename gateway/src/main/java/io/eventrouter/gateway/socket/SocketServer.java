package io.eventrouter.gateway.socket;

import io.eventrouter.config.GatewaySettings;
import io.eventrouter.config.SessionSettings;
import io.eventrouter.event.Priorities;
import io.eventrouter.gateway.publish.Publishing;
import io.eventrouter.gateway.session.CloseReason;
import io.eventrouter.gateway.session.Sessions;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.websocket.core.WebSocketComponents;

/**
 * The gateway's port: WebSocket sessions at {@code /ws}, the watch page at {@code /}.
 *
 * <p>Start and close are for one thread; {@link #stopAccepting} and {@link #isHealthy} may come
 * from any. Jetty's threads read and write; one more ticks over all connections.
 */
public final class SocketServer implements AutoCloseable {
    /** How long {@link #close} waits for close frames to go out. */
    private static final Duration CLOSE_GRACE = Duration.ofSeconds(2);

    private static final Duration LONGEST_TICK = Duration.ofSeconds(1);

    /** A token that is revoked ends its session within a second of being written to the file. */
    private static final Duration LONGEST_TICK_WITH_TOKENS = Duration.ofMillis(400);

    private final GatewayConnector connector;
    private final GatewayHandler handler;
    private final ConnectionTick tick;
    private final HttpPort http;

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
        int processors = Runtime.getRuntime().availableProcessors();
        LongSupplier nanoClock = machine.nanoClock();
        var threads = HttpPort.threads("socket", 16 + 4 * processors);
        var server = new Server(threads, null, machine.buffers());
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
                        admission,
                        new EventsEndpoint(
                                identities,
                                publishing,
                                rates,
                                settings.publish(),
                                new CrossOrigin(identities::allowsOrigin),
                                threads,
                                nanoClock),
                        WebPages.load(priorities),
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
