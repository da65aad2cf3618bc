package io.eventrouter.cli.client;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * How a client connects, and to what. A listener is handed each event once, whatever the number of
 * its subscriptions that match, so the places where they begin count for all of them.
 *
 * @param url {@code ws://} or {@code wss://}, with a host
 * @param subscriptions at least one
 * @param connectTimeout for one attempt, the handshake included
 * @param reconnect what to do when a connection ends
 * @param tokens what the client shows of itself
 * @param seen positions of events that are known already, and not to be handed on again; text that
 *     is not a position is ignored
 */
public record ClientSettings(
        URI url,
        List<Subscription> subscriptions,
        Duration connectTimeout,
        ReconnectPolicy reconnect,
        TokenSource tokens,
        List<String> seen) {
    /** What an attempt to connect may take, unless something else is known to be right. */
    public static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    /**
     * @throws IllegalArgumentException when the URL or the time-out cannot be used; the message
     *     says what is allowed
     */
    public ClientSettings {
        String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
        if (!(scheme.equals("ws") || scheme.equals("wss")) || url.getHost() == null)
            throw new IllegalArgumentException(
                    url + " is not a WebSocket address, such as ws://localhost:8080/ws");
        if (url.getFragment() != null)
            throw new IllegalArgumentException(url + ": no fragment (#…) is allowed");
        if (subscriptions.isEmpty())
            throw new IllegalArgumentException("at least one subscription is needed");
        if (connectTimeout.isNegative() || connectTimeout.isZero())
            throw new IllegalArgumentException(
                    "connect time-out = " + connectTimeout + ": more than 0 is allowed");
        subscriptions = List.copyOf(subscriptions);
        seen = List.copyOf(seen);
    }

    /** Without a token, and without a past. */
    public ClientSettings(
            URI url,
            List<Subscription> subscriptions,
            Duration connectTimeout,
            ReconnectPolicy reconnect) {
        this(url, subscriptions, connectTimeout, reconnect, TokenSource.NONE, List.of());
    }
}
