package io.eventrouter.gateway.auth;

import io.eventrouter.config.AuthSettings;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * From which pages a browser may connect. Without this any page could, as browsers do not hold
 * WebSocket to the same origin: it would speak with the rights of whoever looks at it, or of this
 * machine.
 *
 * <p>On a gateway for this machine only, where nobody is asked for a token, pages of this machine
 * count as its own, on any port, as whoever writes one serves it from another. A name of this
 * machine is needed: a page of a foreign name that is made to lead here (DNS rebinding) is of the
 * same origin to the browser.
 *
 * <p>Where nobody is asked for a token although others can come, behind a proxy, a name that could
 * be anybody's has to be listed among the origins; an address cannot be made to lead here.
 *
 * <p>Immutable.
 */
public final class Origins {
    /** By which names a gateway may be called. */
    public enum Names {
        /** By any: who asks shows a token, which no foreign page has. */
        ANY,
        /** By an address, a name of this machine, or one of the listed origins. */
        SAFE,
        /** By a name of this machine. */
        THIS_MACHINE
    }

    private final boolean sameOrigin;
    private final Names names;
    private final Set<String> others;

    /**
     * @param entries as {@code auth.origins} has them
     * @param names by which the gateway may be called
     */
    public Origins(List<String> entries, Names names) {
        sameOrigin = entries.contains(AuthSettings.SAME_ORIGIN);
        this.names = names;
        others =
                entries.stream()
                        .filter(e -> !e.equals(AuthSettings.SAME_ORIGIN))
                        .map(Origins::normal)
                        .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Whether a page of that origin may connect.
     *
     * @param origin as the browser names it
     * @param host whom the request is for, as its header {@code Host} says
     */
    public boolean allow(String origin, String host) {
        String wanted = normal(origin);
        if (others.contains(wanted)) return true;
        if (!sameOrigin) return false;
        return names == Names.THIS_MACHINE
                ? allowHost(host) && isPageOfThisMachine(wanted)
                : isSame(wanted, host) && allowHost(host);
    }

    /**
     * Whether requests may be for that name; no browser sends one without.
     *
     * @param host as the header {@code Host} has it
     */
    public boolean allowHost(String host) {
        return switch (names) {
            case ANY -> true;
            case SAFE ->
                    HostNames.isThisMachine(host) || HostNames.isAddress(host) || isListed(host);
            case THIS_MACHINE -> HostNames.isThisMachine(host);
        };
    }

    private boolean isListed(String host) {
        return others.contains(normal("https://" + host))
                || others.contains(normal("http://" + host));
    }

    /** Whether only programs of this machine are meant to come. */
    public boolean areOfThisMachine() {
        return names == Names.THIS_MACHINE;
    }

    /**
     * Whether a page of that origin was served under the name that the request is for. A proxy may
     * have taken the encryption off, so either scheme will do.
     *
     * @param host as the header {@code Host} has it
     */
    public static boolean isSame(String origin, String host) {
        String page = normal(origin);
        return page.equals(normal("https://" + host)) || page.equals(normal("http://" + host));
    }

    private static boolean isPageOfThisMachine(String origin) {
        int name = origin.indexOf("://") + "://".length();
        return origin.startsWith("http") && HostNames.isThisMachine(origin.substring(name));
    }

    /** In lower case, and without the port that the scheme has anyway. */
    private static String normal(String origin) {
        String lower = origin.toLowerCase(Locale.ROOT);
        if (lower.startsWith("https://")) return withoutEnd(lower, ":443");
        return lower.startsWith("http://") ? withoutEnd(lower, ":80") : lower;
    }

    private static String withoutEnd(String text, String end) {
        return text.endsWith(end) ? text.substring(0, text.length() - end.length()) : text;
    }
}
