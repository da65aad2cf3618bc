package io.eventrouter.gateway.auth;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Which names mean this machine: in settings, and in a header {@code Host}. A browser sends that,
 * and a foreign page cannot choose it but for a name of its own, which may be made to lead to this
 * machine (DNS rebinding). An address cannot be made to lead elsewhere. Stateless.
 */
public final class HostNames {
    private static final Pattern LOOPBACK =
            Pattern.compile("(localhost|127(\\.\\d{1,3}){3}|\\[::1])(:\\d{1,5})?");
    private static final Pattern ADDRESS =
            Pattern.compile("(\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-f:.]{2,45}])(:\\d{1,5})?");

    private HostNames() {}

    /** Whether it can mean nothing but this machine. */
    public static boolean isThisMachine(String host) {
        return LOOPBACK.matcher(host.toLowerCase(Locale.ROOT)).matches();
    }

    /**
     * Whether whoever listens at that address is reached from this machine only; false where the
     * name is not known.
     *
     * @param address as a setting has it, not a header
     */
    public static boolean isLoopback(String address) {
        try {
            return Arrays.stream(InetAddress.getAllByName(address))
                    .allMatch(InetAddress::isLoopbackAddress);
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** Whether it is an address, not a name. */
    static boolean isAddress(String host) {
        return ADDRESS.matcher(host.toLowerCase(Locale.ROOT)).matches();
    }
}
