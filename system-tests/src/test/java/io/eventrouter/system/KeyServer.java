package io.eventrouter.system;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** An issuer's key set, at an address of this machine. Thread-safe. */
final class KeyServer implements AutoCloseable {
    private final HttpServer server;
    private final AtomicInteger readings = new AtomicInteger();
    private volatile byte[] keys = new byte[0];

    /**
     * @param port 0 for any free one
     */
    private KeyServer(int port) throws IOException {
        server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 8);
        server.createContext(
                "/jwks.json",
                exchange -> {
                    readings.incrementAndGet();
                    byte[] body = keys;
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
    }

    static KeyServer start(int port, JWK... keys) throws IOException {
        var server = new KeyServer(port);
        server.publish(keys);
        server.server.start();
        return server;
    }

    /** From now on it has these, and no others. */
    void publish(JWK... now) {
        keys = new JWKSet(List.of(now)).toString().getBytes(StandardCharsets.UTF_8);
    }

    String url() {
        return url(server.getAddress().getPort());
    }

    static String url(int port) {
        return "http://127.0.0.1:" + port + "/jwks.json";
    }

    /** How often it was asked. */
    int readings() {
        return readings.get();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
