package io.eventrouter.gateway.socket;

import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Accepts connections as {@link GatewayEndPoint}s. Thread-safe as Jetty's connector is. */
final class GatewayConnector extends ServerConnector {
    /**
     * What the kernel may hold for one client; Linux sets aside twice as much for its own records.
     * Left alone it grows to megabytes for a client that reads slowly, and an urgent event waits
     * behind them. It also bounds what a client can take: so much in each round trip.
     */
    static final int SEND_BUFFER_BYTES = 128 << 10;

    private final LongSupplier nanoClock;

    GatewayConnector(Server server, int selectors, LongSupplier nanoClock) {
        super(server, 1, selectors, HttpPort.strictHttp());
        this.nanoClock = nanoClock;
        setAcceptedSendBufferSize(SEND_BUFFER_BYTES);
        setIdleTimeout(GatewayEndPoint.HTTP_DEADLINE_NANOS / 1_000_000);
    }

    /** Those that are open now. */
    Stream<GatewayEndPoint> endPoints() {
        return getConnectedEndPoints().stream().map(GatewayEndPoint.class::cast);
    }

    /** Those that speak WebSocket. */
    Stream<ClientConnection> clients() {
        return endPoints().flatMap(e -> e.client().stream());
    }

    @Override
    protected SocketChannelEndPoint newEndPoint(
            SocketChannel channel, ManagedSelector selector, SelectionKey key) {
        var endPoint = new GatewayEndPoint(channel, selector, key, getScheduler(), nanoClock);
        endPoint.setIdleTimeout(getIdleTimeout());
        return endPoint;
    }
}
