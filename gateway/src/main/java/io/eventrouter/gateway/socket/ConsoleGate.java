package io.eventrouter.gateway.socket;

import io.eventrouter.config.ConsoleAccess;
import io.eventrouter.event.ChannelPattern;
import io.eventrouter.gateway.auth.HostNames;
import io.eventrouter.gateway.auth.Identity;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/**
 * Who may see the console's figures. Immutable.
 *
 * <p>Figures are about all channels, and letters show what was published: so, where there are keys,
 * they are for who may subscribe to all. Without keys the setting says.
 *
 * <p>"On this machine" takes three things: the connection is from here; it was made to a name that
 * can only mean here, so that no foreign page reaches it under a name of its own that was pointed
 * here; and no proxy says that it speaks for somebody else.
 */
final class ConsoleGate {
    private static final List<HttpHeader> PROXIED =
            List.of(HttpHeader.FORWARDED, HttpHeader.X_FORWARDED_FOR, HttpHeader.VIA);

    private static final ChannelPattern ALL = new ChannelPattern(">");
    private static final String NOT_YOURS =
            "figures are about all channels: the token's claim subscribe would have to cover >";
    private static final String ONLY_HERE =
            "figures are for browsers on the gateway's own machine, at http://localhost:PORT/;"
                    + " console.access=all opens them to whoever reaches this port";
    private static final String TO_NOBODY = "figures are off: console.access=none";

    private static final String OPEN_TO_ALL =
            "with auth.mode=open, who comes by a proxy on this machine looks as if it were here:"
                    + " console.access=all shows figures to whoever reaches this port";

    private final ConsoleAccess access;
    private final boolean forThisMachineOnly;

    /**
     * @param forThisMachineOnly whether clients without a token are meant to be on this machine
     */
    ConsoleGate(ConsoleAccess access, boolean forThisMachineOnly) {
        this.access = access;
        this.forThisMachineOnly = forThisMachineOnly;
    }

    /** Why not, for a person; empty when they may be seen. */
    Optional<String> refusal(Identity identity, InetAddress client, HttpFields headers) {
        if (!identity.equals(Identity.ANYONE))
            return identity.maySubscribe(ALL) ? Optional.empty() : Optional.of(NOT_YOURS);
        return switch (access) {
            case ALL -> Optional.empty();
            case NONE -> Optional.of(TO_NOBODY);
            case LOCAL -> unlessHere(client, headers);
        };
    }

    private Optional<String> unlessHere(InetAddress client, HttpFields headers) {
        if (!forThisMachineOnly) return Optional.of(OPEN_TO_ALL);
        return client.isLoopbackAddress() && isToHere(headers) && isDirect(headers)
                ? Optional.empty()
                : Optional.of(ONLY_HERE);
    }

    private static boolean isToHere(HttpFields headers) {
        return HostNames.isThisMachine(String.valueOf(headers.get(HttpHeader.HOST)));
    }

    private static boolean isDirect(HttpFields headers) {
        return PROXIED.stream().noneMatch(headers::contains);
    }
}
