package io.eventrouter.gateway;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** What a gateway calls itself: as it was set, or host name and port. Immutable and thread-safe. */
final class GatewayName implements Supplier<String> {
    private final String configured;
    private final String host;
    private final IntSupplier port;

    /**
     * @param configured empty for host name and port
     * @param port asked for at each use: it is not known before the port is open
     */
    GatewayName(String configured, IntSupplier port) {
        this.configured = configured;
        this.port = port;
        host = configured.isEmpty() ? localHost() : "";
    }

    @Override
    public String get() {
        return configured.isEmpty() ? host + ":" + port.getAsInt() : configured;
    }

    private static String localHost() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost"; // a host that does not know its own name
        }
    }
}
