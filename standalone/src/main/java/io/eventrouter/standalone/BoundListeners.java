package io.eventrouter.standalone;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.ServerSocketChannel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.server.ServerSocketFactory;

/**
 * Sockets that are bound before the broker is built: a free port is known, and kept, while the
 * broker's configuration is written, and a port in use is an exception of ours instead of a fault
 * deep inside the broker.
 *
 * <p>Each socket goes to the broker once, which closes it from then on. Thread-safe: the broker's
 * controller and broker threads fetch theirs through a concurrent map.
 */
final class BoundListeners implements ServerSocketFactory, AutoCloseable {
    private static final int BACKLOG = 128;
    private static final InetAddress LOOPBACK = loopback();

    private final Map<Integer, ServerSocketChannel> byPort = new ConcurrentHashMap<>();

    /**
     * Binds to 127.0.0.1.
     *
     * @param port 0 for any free one
     * @param flag what the user would choose another port with
     * @return the port
     * @throws StartException when it is in use or not allowed
     */
    int bind(int port, String flag) {
        try {
            ServerSocketChannel channel = ServerSocketChannel.open();
            try {
                channel.configureBlocking(false);
                channel.bind(new InetSocketAddress(LOOPBACK, port), BACKLOG);
            } catch (IOException e) {
                channel.close();
                throw e;
            }
            int bound = channel.socket().getLocalPort();
            byPort.put(bound, channel);
            return bound;
        } catch (BindException e) {
            throw new StartException(
                    "port "
                            + port
                            + " cannot be opened ("
                            + Reasons.of(e)
                            + "): stop the program that has it, or choose another with "
                            + flag,
                    e);
        } catch (IOException e) {
            throw new StartException(
                    "port " + port + " on 127.0.0.1 cannot be opened: " + e.getMessage(), e);
        }
    }

    @Override
    public ServerSocketChannel openServerSocket(
            String listenerName, InetSocketAddress address, int backlog, int receiveBufferBytes)
            throws IOException {
        ServerSocketChannel bound = byPort.remove(address.getPort());
        if (bound == null)
            throw new IOException("no socket was bound for " + listenerName + " at " + address);
        return bound;
    }

    /** Closes what the broker has not taken. */
    @Override
    public void close() {
        byPort.values().forEach(channel -> Utils.closeQuietly(channel, "socket of the broker"));
        byPort.clear();
    }

    /** Not {@code InetAddress.getLoopbackAddress()}: that may be the one of IPv6. */
    private static InetAddress loopback() {
        try {
            return InetAddress.getByAddress("127.0.0.1", new byte[] {127, 0, 0, 1});
        } catch (UnknownHostException e) {
            throw new AssertionError("four bytes are an address", e);
        }
    }
}
