package io.eventrouter.gateway.admin;

import io.eventrouter.config.AdminSettings;
import io.eventrouter.gateway.auth.HostNames;
import io.eventrouter.gateway.socket.HttpPort;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jetty.JettyServerThreadPoolMetrics;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * The admin port: {@code /metrics}, {@code /health/live}, {@code /health/ready}, and the pages of
 * the role; GET and HEAD only.
 *
 * <p>Start and close are for one thread. Requests run on at most {@value #THREADS} threads.
 */
public final class AdminServer implements AutoCloseable {
    private static final int THREADS = 6;

    private final HttpPort http;

    public AdminServer(
            AdminSettings settings,
            PrometheusMeterRegistry metrics,
            HealthChecks checks,
            AdminPages pages) {
        var threads = HttpPort.threads("admin", THREADS);
        threads.setReservedThreads(0);
        new JettyServerThreadPoolMetrics(threads, Tags.of("port", "admin")).bindTo(metrics);
        var connector = new ServerConnector(new Server(threads), 1, 1, HttpPort.strictHttp());
        http =
                new HttpPort(
                        "admin",
                        connector,
                        settings.host(),
                        settings.port(),
                        new AdminHandler(
                                metrics, checks, pages, HostNames.isLoopback(settings.host())));
    }

    /**
     * Listens.
     *
     * @throws io.eventrouter.gateway.socket.AddressUnavailableException when it cannot, as when the
     *     port is in use
     */
    public void start() {
        http.start();
    }

    /** The port it listens on; the one that was found when the setting is 0. */
    public int port() {
        return http.port();
    }

    /** Ends it at once. Repeated calls do nothing. */
    @Override
    public void close() {
        http.close();
    }
}
