package io.eventrouter.gateway.socket;

import java.io.IOException;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * One port that speaks strict HTTP/1.1: what the gateway's and the admin's have in common.
 *
 * <p>Start and close are for one thread; the rest is Jetty's.
 */
public final class HttpPort implements AutoCloseable {
    private static final int CONNECTION_BACKLOG = 1024;

    private final String settings;
    private final Server server;
    private final ServerConnector connector;

    /**
     * @param settings what the names of its settings begin with, such as {@code gateway}
     * @param connector made with {@link #strictHttp()}, on a server that has no handler yet
     */
    public HttpPort(
            String settings, ServerConnector connector, String host, int port, Handler handler) {
        this.settings = settings;
        this.server = connector.getServer();
        this.connector = connector;
        connector.setHost(host);
        connector.setPort(port);
        connector.setAcceptQueueSize(CONNECTION_BACKLOG);
        server.addConnector(connector);
        server.setHandler(handler);
        server.setErrorHandler(new PlainErrors());
        server.setStopAtShutdown(false);
    }

    /**
     * A pool of daemon threads that shrinks while the port is quiet.
     *
     * @param most threads there may be
     */
    public static QueuedThreadPool threads(String name, int most) {
        var threads = new QueuedThreadPool(most, Math.min(2, most));
        threads.setName(name);
        threads.setDaemon(true);
        return threads;
    }

    /** HTTP/1.1 that accepts no deviation, and tells nothing of the software behind it. */
    public static HttpConnectionFactory strictHttp() {
        var http = new HttpConfiguration();
        http.setHttpCompliance(HttpCompliance.STRICT);
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        return new HttpConnectionFactory(http);
    }

    /**
     * Listens.
     *
     * @throws AddressUnavailableException when it cannot, as when the port is in use
     */
    public void start() {
        try {
            connector.open();
            server.start();
        } catch (IOException e) {
            throw new AddressUnavailableException(
                    settings, connector.getHost(), connector.getPort(), e);
        } catch (Exception e) {
            throw new IllegalStateException("the HTTP server does not start", e);
        }
    }

    /** The port it listens on; the one that was found when the setting is 0. */
    public int port() {
        return connector.getLocalPort();
    }

    /** Closes every connection and ends its threads. Repeated calls do nothing. */
    @Override
    public void close() {
        try {
            server.stop();
            connector.close();
        } catch (Exception e) {
            throw new IllegalStateException("the HTTP server does not stop", e);
        }
    }
}
