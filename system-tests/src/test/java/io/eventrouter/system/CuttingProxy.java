package io.eventrouter.system;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A network that can go away: passes bytes on to a port of this machine, until it is cut; then all
 * connections are reset, and new ones are as soon as they come, until it is mended. Thread-safe;
 * has two threads for each connection.
 */
final class CuttingProxy implements AutoCloseable {
    private final ServerSocket server;
    private final int target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger refused = new AtomicInteger();
    private volatile boolean cut;

    private CuttingProxy(int target) throws IOException {
        this.target = target;
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    static CuttingProxy to(int port) throws IOException {
        return new CuttingProxy(port);
    }

    int port() {
        return server.getLocalPort();
    }

    /** The network is gone. */
    void cut() {
        cut = true;
        sockets.forEach(CuttingProxy::reset);
    }

    /** It is back. */
    void mend() {
        cut = false;
    }

    /** How many attempts there were while it was gone. */
    int refused() {
        return refused.get();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                pass(server.accept());
            } catch (IOException e) {
                // The target is gone, or this was closed: the loop looks which.
            }
        }
    }

    private void pass(Socket client) throws IOException {
        sockets.add(client);
        if (cut) {
            refused.incrementAndGet();
            reset(client);
            return;
        }
        var gateway = new Socket();
        sockets.add(gateway);
        gateway.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
        daemon(() -> pump(client, gateway));
        daemon(() -> pump(gateway, client));
        if (cut) cut();
    }

    private void pump(Socket from, Socket to) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            in.transferTo(out);
        } catch (IOException e) {
            // One side is gone, and so is the other now.
        } finally {
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            // It is closed already.
        }
        close(socket);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It could not be more closed.
        }
    }

    private static void daemon(Runnable task) {
        var thread = new Thread(task, "cutting-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
        cut();
    }
}
