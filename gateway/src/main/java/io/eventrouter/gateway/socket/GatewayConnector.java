package io.eventrouter.gateway.socket;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Accepts connections as {@link GatewayEndPoint}s. Thread-safe as Jetty's connector is. */
final class GatewayConnector extends ServerConnector {
    private static final Logger LOG = LoggerFactory.getLogger(GatewayConnector.class);

    /**
     * What the kernel may hold for one client; Linux sets aside twice as much for its own records.
     * Left alone it grows to megabytes for a client that reads slowly, and an urgent event waits
     * behind them. It also bounds what a client can take: so much in each round trip.
     */
    static final int SEND_BUFFER_BYTES = 128 << 10;

    /** What a client is told for whom there is no descriptor left to be a connection with. */
    private static final byte[] NO_ROOM =
            """
            HTTP/1.1 503 Service Unavailable\r
            Retry-After: 5\r
            Connection: close\r
            Content-Length: 0\r
            \r
            """
                    .getBytes(StandardCharsets.US_ASCII);

    /** One for each thread that writes: none for a connection. */
    private final ThreadLocal<WriteBuffer> writeBuffers =
            ThreadLocal.withInitial(() -> new WriteBuffer(GatewayEndPoint.WRITE_BYTES));

    private final LongSupplier nanoClock;
    private final long mostConnections;

    GatewayConnector(Server server, int selectors, Machine machine) {
        super(server, 1, selectors, HttpPort.strictHttp());
        nanoClock = machine.nanoClock();
        mostConnections = mostConnections(machine.descriptors());
        setAcceptedSendBufferSize(SEND_BUFFER_BYTES);
        setIdleTimeout(GatewayEndPoint.HTTP_DEADLINE_NANOS / 1_000_000);
    }

    /**
     * Half of what sessions leave over is for those who speak HTTP, and who are told there that no
     * session is free; the other half for the rest of the process.
     */
    static long mostConnections(long descriptors) {
        return descriptors == 0
                ? Long.MAX_VALUE
                : descriptors - Descriptors.reserve(descriptors) / 2;
    }

    /** As Jetty's, but for those whom there is no room for: they are answered and let go. */
    @Override
    public void accept(int acceptor) throws IOException {
        var listening = (ServerSocketChannel) getTransport();
        if (listening == null || !listening.isOpen()) return;
        SocketChannel channel = listening.accept();
        channel.configureBlocking(false);
        if (getConnectedEndPoints().size() >= mostConnections) {
            turnAway(channel);
            return;
        }
        configure(channel.socket());
        getSelectorManager().accept(channel);
    }

    /** An empty socket takes so few bytes at once; who has gone meanwhile need not be told. */
    private static void turnAway(SocketChannel channel) {
        try (channel) {
            channel.write(ByteBuffer.wrap(NO_ROOM));
            channel.shutdownOutput();
        } catch (IOException e) {
            LOG.atDebug().setCause(e).log("A client that there is no room for has gone");
        }
    }

    /** Those that are open now. */
    Stream<GatewayEndPoint> endPoints() {
        return getConnectedEndPoints().stream().map(GatewayEndPoint.class::cast);
    }

    /** Those that have a session. */
    Stream<SocketClient> clients() {
        return endPoints().flatMap(e -> e.client().stream());
    }

    @Override
    protected SocketChannelEndPoint newEndPoint(
            SocketChannel channel, ManagedSelector selector, SelectionKey key) {
        var endPoint =
                new GatewayEndPoint(
                        channel, selector, key, getScheduler(), writeBuffers, nanoClock);
        endPoint.setIdleTimeout(getIdleTimeout());
        return endPoint;
    }
}
