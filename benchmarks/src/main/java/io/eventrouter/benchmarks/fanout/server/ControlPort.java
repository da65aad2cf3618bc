package io.eventrouter.benchmarks.fanout.server;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.eventrouter.benchmarks.process.BenchmarkException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * A free port of loopback on which lines come that say what to publish. Each connection has a
 * thread: one that cannot go on does not hold up another.
 */
final class ControlPort {
    private static final int BACKLOG = 16;
    private static final int BUFFER_CHARS = 1 << 16;
    private static final int PARTS = 3;

    private final ServerSocket port;
    private final Sink sink;

    /** Takes what was read; called on the thread of the connection, which may be held up. */
    interface Sink {
        void publish(String level, String channel, byte[] data);
    }

    private ControlPort(ServerSocket port, Sink sink) {
        this.port = port;
        this.sink = sink;
    }

    static ControlPort open(Sink sink) {
        try {
            var port = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
            var control = new ControlPort(port, sink);
            start("control-accept", control::acceptAll);
            return control;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return port.getLocalPort();
    }

    private static void start(String name, Runnable work) {
        var thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void acceptAll() {
        try {
            while (true) {
                Socket connection = port.accept();
                start("control", () -> readAll(connection));
            }
        } catch (IOException e) {
            throw new BenchmarkException("the control port failed", e);
        }
    }

    private void readAll(Socket connection) {
        try (connection;
                var lines =
                        new BufferedReader(
                                new InputStreamReader(connection.getInputStream(), US_ASCII),
                                BUFFER_CHARS)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] parts = line.split(" ", PARTS);
                sink.publish(parts[0], parts[1], parts[2].getBytes(US_ASCII));
            }
        } catch (IOException e) {
            throw new BenchmarkException("a control connection broke", e);
        }
    }
}
