package io.eventrouter.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/**
 * A port for what cannot be asked which one it took: a process of its own, or one that comes later.
 * Stateless.
 */
public final class FreePort {
    private FreePort() {}

    /** One of the loopback address that nothing listened at just now. */
    public static int find() {
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no port of the loopback address is free", e);
        }
    }
}
