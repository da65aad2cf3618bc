package io.eventrouter.gateway.console;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.eventrouter.gateway.session.SessionReport;
import java.io.IOException;
import java.util.OptionalLong;

/** How a session does, as the admin port and the console tell it, and back. Stateless. */
public final class SessionJson {
    private static final int MOST_TEXT = 300;

    private SessionJson() {}

    /**
     * Writes its members into the object that is open.
     *
     * @param whose whether its client's address and user are among them
     */
    public static void write(JsonGenerator json, SessionReport session, boolean whose)
            throws IOException {
        json.writeStringField("session", session.id());
        if (whose && !session.address().isEmpty())
            json.writeStringField("address", session.address());
        if (whose && !session.subject().isEmpty())
            json.writeStringField("subject", session.subject());
        json.writeStringField("state", session.closing() ? "closing" : "open");
        json.writeBooleanField("catchingUp", session.catchingUp());
        json.writeNumberField("subscriptions", session.subscriptions());
        json.writeNumberField("waitingEvents", session.waitingEvents());
        json.writeNumberField("waitingBytes", session.waitingBytes());
        write(json, "oldestMillis", session.oldestMillis());
        write(json, "writingMillis", session.writingMillis());
        json.writeNumberField("unackedEvents", session.unackedEvents());
        json.writeNumberField("unackedBytes", session.unackedBytes());
    }

    private static void write(JsonGenerator json, String name, OptionalLong value)
            throws IOException {
        if (value.isPresent()) json.writeNumberField(name, value.getAsLong());
    }

    /** What another gateway told of a session; what it left out is nothing. */
    static SessionReport read(JsonNode session) {
        return new SessionReport(
                text(session, "session"),
                text(session, "address"),
                text(session, "subject"),
                session.path("state").asText().equals("closing"),
                session.path("catchingUp").asBoolean(),
                session.path("subscriptions").asInt(),
                session.path("waitingEvents").asInt(),
                session.path("waitingBytes").asLong(),
                number(session, "oldestMillis"),
                number(session, "writingMillis"),
                session.path("unackedEvents").asInt(),
                session.path("unackedBytes").asLong());
    }

    static String text(JsonNode object, String name) {
        return PlainText.shortened(object.path(name).asText(), MOST_TEXT);
    }

    private static OptionalLong number(JsonNode session, String name) {
        JsonNode value = session.path(name);
        return value.isNumber() ? OptionalLong.of(value.asLong()) : OptionalLong.empty();
    }
}
