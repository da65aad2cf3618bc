package io.eventrouter.gateway.auth;

import io.eventrouter.config.AuthSettings;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
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
 * <p>Immutable.
 */
public final class Origins {
    private static final Pattern LOOPBACK =
            Pattern.compile("(localhost|127(\\.\\d{1,3}){3}|\\[::1])(:\\d{1,5})?");

    private final boolean sameOrigin;
    private final boolean thisMachineOnly;
    private final Set<String> others;

    /**
     * @param entries as {@code auth.origins} has them
     * @param thisMachineOnly whether same-origin means: of this machine
     */
    public Origins(List<String> entries, boolean thisMachineOnly) {
        sameOrigin = entries.contains(AuthSettings.SAME_ORIGIN);
        this.thisMachineOnly = thisMachineOnly;
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
        return thisMachineOnly
                ? isThisMachine(host) && isPageOfThisMachine(wanted)
                : isOf(wanted, host);
    }

    /**
     * Whether requests may be for that name; no browser sends one without.
     *
     * @param host as the header {@code Host} has it
     */
    public boolean allowHost(String host) {
        return !thisMachineOnly || isThisMachine(host);
    }

    /** A proxy may have taken the encryption off, so either scheme will do. */
    private static boolean isOf(String origin, String host) {
        return origin.equals(normal("https://" + host)) || origin.equals(normal("http://" + host));
    }

    private static boolean isPageOfThisMachine(String origin) {
        int name = origin.indexOf("://") + "://".length();
        return origin.startsWith("http") && isThisMachine(origin.substring(name));
    }

    private static boolean isThisMachine(String host) {
        return LOOPBACK.matcher(host.toLowerCase(Locale.ROOT)).matches();
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
