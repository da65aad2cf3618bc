package io.eventrouter.gateway.console;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.eventrouter.gateway.session.SessionReport;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The slowest sessions of all gateways that answered, the slowest first. Immutable.
 *
 * @param open how many sessions those gateways have in all
 * @param gateways how many answered
 * @param silent nodes that did not answer, each with the reason
 */
record SessionsView(long open, int gateways, List<String> silent, List<Seen> sessions) {
    /** Sessions that are shown. */
    static final int MOST = 50;

    private static final JsonFactory JSON = new JsonFactory();

    /**
     * A session and where it is.
     *
     * @param node whom to ask about it; empty for the gateway that asks
     */
    record Seen(SessionReport session, String gateway, Optional<URI> node) {}

    /** The first answer of each gateway counts: a gateway may be asked by several names. */
    static SessionsView merged(List<SessionsAnswer> answers, List<String> silent) {
        var known = new ArrayList<SessionsAnswer>();
        for (SessionsAnswer answer : answers)
            if (answer.instance().isEmpty()
                    || known.stream().noneMatch(k -> k.instance().equals(answer.instance())))
                known.add(answer);
        List<Seen> sessions =
                known.stream()
                        .flatMap(a -> a.slowest().stream().map(s -> seen(s, a)))
                        .sorted(Comparator.comparing(Seen::session, SessionReport.SLOWEST_FIRST))
                        .limit(MOST)
                        .toList();
        long open = known.stream().mapToLong(SessionsAnswer::open).sum();
        return new SessionsView(open, known.size(), List.copyOf(silent), sessions);
    }

    private static Seen seen(SessionReport session, SessionsAnswer answer) {
        return new Seen(session, answer.gateway(), answer.node());
    }

    /** Where the session of that id is; empty when it is not among those that are shown. */
    Optional<Seen> find(String id) {
        return sessions.stream().filter(s -> s.session().id().equals(id)).findFirst();
    }

    /**
     * For the page.
     *
     * @param whose whether addresses and users of clients are among it
     */
    String json(boolean whose) {
        var text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeNumberField("open", open);
            json.writeNumberField("gateways", gateways);
            json.writeArrayFieldStart("silent");
            for (String node : silent) json.writeString(node);
            json.writeEndArray();
            json.writeArrayFieldStart("sessions");
            for (Seen seen : sessions) write(json, seen, whose);
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a string is always writable", e);
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, Seen seen, boolean whose) throws IOException {
        json.writeStartObject();
        json.writeStringField("gateway", seen.gateway());
        SessionJson.write(json, seen.session(), whose);
        json.writeEndObject();
    }
}
