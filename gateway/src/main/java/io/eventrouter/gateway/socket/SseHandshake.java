package io.eventrouter.gateway.socket;

import io.eventrouter.event.ChannelPattern;
import io.eventrouter.event.InvalidEventException;
import io.eventrouter.event.Priorities;
import io.eventrouter.event.Priority;
import io.eventrouter.gateway.auth.Identity;
import io.eventrouter.gateway.replay.StartFrom;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;

/**
 * Decides whether a request becomes an event stream, strictly: what is not exactly right is refused
 * with the status that says what to mend, before the stream begins. It only decides; immutable.
 */
final class SseHandshake {
    private static final String CHANNEL = "channel";
    private static final String MIN_PRIORITY = "minPriority";
    private static final String SINCE = "since";
    private static final String CURSOR = "cursor";
    private static final Set<String> KNOWN =
            new TreeSet<>(Set.of(CHANNEL, MIN_PRIORITY, SINCE, CURSOR));

    /** Sent by a browser that comes back. */
    private static final String LAST_EVENT_ID = "Last-Event-ID";

    private static final Pattern CURSOR_TEXT = Pattern.compile("[A-Za-z0-9_-]+");

    private final Priorities priorities;
    private final int maxSubscriptions;

    SseHandshake(Priorities priorities, int maxSubscriptions) {
        this.priorities = priorities;
        this.maxSubscriptions = maxSubscriptions;
    }

    /** Accepted or refused. */
    sealed interface Outcome {}

    record Accepted(SseRequest stream) implements Outcome {}

    record Refused(Answer answer) implements Outcome {}

    /**
     * @param identity who asks
     */
    Outcome decide(Request request, Identity identity) {
        boolean readable =
                HttpMethod.GET.is(request.getMethod()) || HttpMethod.HEAD.is(request.getMethod());
        if (!readable)
            return new Refused(
                    Answer.text(405, "GET and HEAD are allowed")
                            .with("Allow", "GET, HEAD, OPTIONS"));
        if (hasBody(request.getHeaders())) return refused("a stream is asked for without a body");
        try {
            Fields query = Request.extractQueryParameters(request);
            return permitted(read(identity, query, request.getHeaders()));
        } catch (InvalidEventException e) {
            return refused(e.getMessage());
        } catch (IllegalArgumentException e) {
            return refused("the query is not readable");
        }
    }

    private static Outcome permitted(SseRequest stream) {
        for (Handshake.Subscription s : stream.subscriptions())
            if (!stream.identity().maySubscribe(s.pattern()))
                return new Refused(RequestIdentity.forbidden(s.pattern()));
        return new Accepted(stream);
    }

    private static Refused refused(String why) {
        return new Refused(Answer.text(400, why));
    }

    private static boolean hasBody(HttpFields headers) {
        return headers.contains(HttpHeader.TRANSFER_ENCODING)
                || headers.getLongField(HttpHeader.CONTENT_LENGTH) > 0;
    }

    private SseRequest read(Identity identity, Fields query, HttpFields headers) {
        for (String name : query.getNames())
            if (!KNOWN.contains(name))
                throw new InvalidEventException("query", "its parameters are " + KNOWN);
        List<Handshake.Subscription> subscriptions = subscriptions(query);
        Optional<String> cursor = one(query, CURSOR);
        Optional<String> since = one(query, SINCE);
        if (cursor.isPresent() && since.isPresent())
            throw new InvalidEventException(SINCE, "cursor or since is allowed, not both");
        Optional<StartFrom> start = since.map(SseHandshake::start);
        Optional<String> last = lastEventId(headers);
        if (last.isPresent()) return new SseRequest(identity, subscriptions, last.get(), null);
        return new SseRequest(
                identity,
                subscriptions,
                cursor.map(c -> cursor(CURSOR, c)).orElse(null),
                start.orElse(null));
    }

    private List<Handshake.Subscription> subscriptions(Fields query) {
        var channels = new LinkedHashSet<>(query.getValuesOrEmpty(CHANNEL));
        if (channels.isEmpty() || channels.size() > maxSubscriptions)
            throw new InvalidEventException(
                    CHANNEL, "1 to " + maxSubscriptions + " are needed in the query");
        Priority least = one(query, MIN_PRIORITY).map(priorities::require).orElse(null);
        return channels.stream()
                .map(c -> new Handshake.Subscription(new ChannelPattern(c), least))
                .toList();
    }

    private static Optional<String> one(Fields query, String name) {
        List<String> values = query.getValuesOrEmpty(name);
        if (values.size() > 1) throw new InvalidEventException(name, "one is allowed in the query");
        return values.stream().findFirst();
    }

    private static StartFrom start(String text) {
        return SinceText.parse(text)
                .orElseThrow(() -> new InvalidEventException(SINCE, SinceText.ALLOWED));
    }

    /** It wins over the query, which a browser repeats as it was at first; empty is none. */
    private static Optional<String> lastEventId(HttpFields headers) {
        List<String> values = headers.getValuesList(LAST_EVENT_ID);
        if (values.size() > 1)
            throw new InvalidEventException(LAST_EVENT_ID, "one is allowed in the head");
        return values.stream()
                .filter(v -> !v.isEmpty())
                .map(v -> cursor(LAST_EVENT_ID, v))
                .findFirst();
    }

    private static String cursor(String where, String text) {
        if (CURSOR_TEXT.matcher(text).matches()) return text;
        throw new InvalidEventException(
                where, "a cursor is letters, digits, - and _, as an id of the stream has them");
    }
}
