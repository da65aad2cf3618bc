package io.eventrouter.gateway.socket;

import io.eventrouter.config.ConsoleAccess;
import io.eventrouter.event.ChannelPattern;
import io.eventrouter.gateway.auth.HostNames;
import io.eventrouter.gateway.auth.Identity;
import io.eventrouter.gateway.auth.Origins;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/**
 * Who may see the console's figures, and who may do something there. Immutable.
 *
 * <p>Figures are about all channels, and letters show what was published: so, where there are keys,
 * they are for who may subscribe to all. Without keys the setting says.
 *
 * <p>To look is not to act. A token acts by its claim {@code publish}: a session has events of any
 * channel, so who closes one may publish to all; who replays may publish to the channel and level
 * that it goes to. Without keys only this machine acts, whatever the setting shows to others.
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

    private static final String ACTS_HERE =
            "without keys the console acts for browsers on the gateway's own machine only";
    private static final String LOOKS_ONLY =
            "this token may look only: to close a session, its claim publish would have to cover >";
    private static final String PUBLISHES_NOTHING =
            "this token may look only: to replay, its claim publish would have to cover the channel";
    private static final String FOREIGN_PAGE =
            "without keys the console acts for its own page only, not for those of other origins";

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

    /** Why it may not close sessions, for a person; empty when it may. */
    Optional<String> refusalToKick(Identity identity, InetAddress client, HttpFields headers) {
        return refusalToAct(identity, client, headers)
                .or(() -> unless(identity.mayPublishTo(ALL), LOOKS_ONLY));
    }

    /**
     * Why it may replay no letter at all, for a person; empty when that is for channel and level to
     * say.
     */
    Optional<String> refusalToReplay(Identity identity, InetAddress client, HttpFields headers) {
        return refusalToAct(identity, client, headers)
                .or(() -> unless(!identity.publish().isEmpty(), PUBLISHES_NOTHING));
    }

    private Optional<String> refusalToAct(
            Identity identity, InetAddress client, HttpFields headers) {
        Optional<String> refusal = refusal(identity, client, headers);
        if (refusal.isPresent() || !identity.equals(Identity.ANYONE)) return refusal;
        return unlessHere(client, headers)
                .map(why -> ACTS_HERE)
                .or(() -> unless(isOfOwnPage(headers), FOREIGN_PAGE));
    }

    private static Optional<String> unless(boolean allowed, String why) {
        return allowed ? Optional.empty() : Optional.of(why);
    }

    /**
     * What sends no origin is no page: a browser names it with each request that changes things.
     */
    private static boolean isOfOwnPage(HttpFields headers) {
        String origin = headers.get(HttpHeader.ORIGIN);
        return origin == null
                || Origins.isSame(origin, String.valueOf(headers.get(HttpHeader.HOST)));
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
