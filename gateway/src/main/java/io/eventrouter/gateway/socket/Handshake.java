package io.eventrouter.gateway.socket;

import io.eventrouter.event.ChannelPattern;
import io.eventrouter.event.InvalidEventException;
import io.eventrouter.event.Priorities;
import io.eventrouter.event.Priority;
import io.eventrouter.gateway.auth.Identity;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;

/**
 * Decides whether a request becomes a WebSocket connection (RFC 6455, 4.2), strictly: what is not
 * exactly right is refused with the status that says what to mend. It only decides; immutable.
 */
final class Handshake {
    private static final String VERSION = "13";
    private static final int KEY_BYTES = 16;

    private final Priorities priorities;
    private final int maxSubscriptions;

    Handshake(Priorities priorities, int maxSubscriptions) {
        this.priorities = priorities;
        this.maxSubscriptions = maxSubscriptions;
    }

    /** Accepted or refused. */
    sealed interface Outcome {}

    /**
     * @param key as the client sent it
     * @param subscriptions those that hold from the start
     */
    record Accepted(Subprotocol subprotocol, String key, List<Subscription> subscriptions)
            implements Outcome {
        /** What a client is answered that may not have all of them; empty when it may. */
        Optional<Answer> forbiddenTo(Identity identity) {
            return subscriptions.stream()
                    .map(Subscription::pattern)
                    .filter(pattern -> !identity.maySubscribe(pattern))
                    .findFirst()
                    .map(RequestIdentity::forbidden);
        }
    }

    record Refused(Answer answer) implements Outcome {}

    /**
     * @param minPriority null for all
     */
    record Subscription(ChannelPattern pattern, Priority minPriority) {}

    Outcome decide(Request request) {
        Optional<Answer> refusal = refusal(request);
        if (refusal.isPresent()) return new Refused(refusal.get());
        HttpFields headers = request.getHeaders();
        Optional<Subprotocol> subprotocol =
                Subprotocol.firstOf(headers.getCSV(HttpHeader.SEC_WEBSOCKET_SUBPROTOCOL, false));
        if (subprotocol.isEmpty()) return refused("offer the subprotocol " + Subprotocol.all());
        try {
            return new Accepted(
                    subprotocol.get(),
                    headers.get(HttpHeader.SEC_WEBSOCKET_KEY),
                    subscriptions(subprotocol.get(), Request.extractQueryParameters(request)));
        } catch (InvalidEventException e) {
            return refused(e.getMessage());
        } catch (IllegalArgumentException e) {
            return refused("the query is not readable");
        }
    }

    private static Refused refused(String why) {
        return new Refused(Answer.text(400, why));
    }

    private static Optional<Answer> refusal(Request request) {
        HttpFields headers = request.getHeaders();
        if (!HttpMethod.GET.is(request.getMethod()))
            return Optional.of(Answer.text(405, "GET is allowed").with("Allow", "GET"));
        if (request.getConnectionMetaData().getHttpVersion() != HttpVersion.HTTP_1_1
                || !"websocket".equalsIgnoreCase(headers.get(HttpHeader.UPGRADE)))
            return Optional.of(upgradeRequired("this is for WebSocket clients"));
        if (!headers.contains(HttpHeader.CONNECTION, "upgrade"))
            return Optional.of(Answer.text(400, "Connection must name Upgrade"));
        List<String> versions = headers.getValuesList(HttpHeader.SEC_WEBSOCKET_VERSION);
        if (!versions.equals(List.of(VERSION)))
            return Optional.of(
                    upgradeRequired("the WebSocket version is " + VERSION)
                            .with("Sec-WebSocket-Version", VERSION));
        List<String> keys = headers.getValuesList(HttpHeader.SEC_WEBSOCKET_KEY);
        if (keys.size() != 1 || !isKey(keys.get(0)))
            return Optional.of(
                    Answer.text(400, "one Sec-WebSocket-Key of 16 bytes in Base64 is needed"));
        return Optional.empty();
    }

    private static Answer upgradeRequired(String why) {
        return Answer.text(426, why).with("Upgrade", "websocket").with("Connection", "Upgrade");
    }

    private static boolean isKey(String key) {
        try {
            return Base64.getDecoder().decode(key).length == KEY_BYTES;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private List<Subscription> subscriptions(Subprotocol subprotocol, Fields query) {
        List<String> channels = query.getValuesOrEmpty("channel");
        if (subprotocol.controlMessages()) {
            if (channels.isEmpty()) return List.of();
            throw new InvalidEventException(
                    "channel", "in " + subprotocol.text() + " subscribe with a message");
        }
        if (channels.isEmpty() || channels.size() > maxSubscriptions)
            throw new InvalidEventException(
                    "channel", "1 to " + maxSubscriptions + " are needed in the query");
        Priority minPriority = minPriority(query.getValuesOrEmpty("minPriority"));
        var subscriptions = new ArrayList<Subscription>();
        for (String channel : channels)
            subscriptions.add(new Subscription(new ChannelPattern(channel), minPriority));
        return List.copyOf(subscriptions);
    }

    private Priority minPriority(List<String> values) {
        if (values.isEmpty()) return null;
        if (values.size() > 1)
            throw new InvalidEventException("minPriority", "one is allowed in the query");
        return priorities.require(values.get(0));
    }
}
