package io.eventrouter.standalone;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/**
 * Whether a port can be had, asked before anything is started: a broker and a router need not start
 * only to stop again. The server that opens the port in earnest says the same if it is lost until
 * then. Stateless.
 */
final class PortCheck {
    private PortCheck() {}

    /**
     * Returns when it is free for now.
     *
     * @param port 0 is always free
     * @param setting its name
     * @param flag what the user would choose another one with
     * @throws StartException when it is not
     */
    static void requireFree(String host, int port, String setting, String flag) {
        if (port == 0) return;
        try (var socket = new ServerSocket()) {
            // As the servers do: connections that linger from an earlier run are no obstacle.
            socket.setReuseAddress(true);
            InetAddress address = InetAddress.getByName(host);
            socket.bind(new InetSocketAddress(address, port));
        } catch (IOException e) {
            throw new StartException(
                    setting
                            + " = "
                            + port
                            + " cannot be opened on "
                            + host
                            + " ("
                            + Reasons.of(e)
                            + "): stop the program that has it, or choose another with "
                            + flag,
                    e);
        }
    }
}
