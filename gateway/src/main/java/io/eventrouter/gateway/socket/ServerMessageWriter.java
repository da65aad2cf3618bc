package io.eventrouter.gateway.socket;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.eventrouter.gateway.session.ServerMessage;
import io.eventrouter.gateway.session.ServerMessage.Authorized;
import io.eventrouter.gateway.session.ServerMessage.Checkpoint;
import io.eventrouter.gateway.session.ServerMessage.Gap;
import io.eventrouter.gateway.session.ServerMessage.Pong;
import io.eventrouter.gateway.session.ServerMessage.Published;
import io.eventrouter.gateway.session.ServerMessage.Reconnect;
import io.eventrouter.gateway.session.ServerMessage.Refused;
import io.eventrouter.gateway.session.ServerMessage.Subscribed;
import io.eventrouter.gateway.session.ServerMessage.Unsubscribed;
import io.eventrouter.gateway.session.ServerMessage.Welcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/**
 * Writes control messages as JSON, {@code op} first; a member that is null is left out. Stateless.
 */
final class ServerMessageWriter {
    private static final JsonFactory JSON = new JsonFactory();

    private ServerMessageWriter() {}

    /** The message as UTF-8. */
    static ByteBuffer write(ServerMessage message) {
        var bytes = new ByteArrayOutputStream(ServerMessage.TYPICAL_BYTES);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            writeMembers(json, message);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("memory is always writable", e);
        }
        return ByteBuffer.wrap(bytes.toByteArray());
    }

    private static void writeMembers(JsonGenerator json, ServerMessage message) throws IOException {
        if (message instanceof Welcome m) welcome(json, m);
        else if (message instanceof Subscribed m) subscribed(json, m);
        else if (message instanceof Unsubscribed m) unsubscribed(json, m);
        else if (message instanceof Published m) published(json, m);
        else if (message instanceof Authorized m) authorized(json, m);
        else if (message instanceof Pong m) pong(json, m);
        else if (message instanceof Checkpoint m) checkpoint(json, m);
        else if (message instanceof Gap m) gap(json, m);
        else if (message instanceof Reconnect m) reconnect(json, m);
        else refused(json, (Refused) message);
    }

    private static void welcome(JsonGenerator json, Welcome m) throws IOException {
        json.writeStringField("op", "welcome");
        text(json, "session", m.session());
        text(json, "gateway", m.gateway());
        text(json, "cursor", m.cursor());
        json.writeNumberField("heartbeatSeconds", m.heartbeatSeconds());
        json.writeObjectFieldStart("limits");
        json.writeNumberField("subscriptions", m.maxSubscriptions());
        json.writeNumberField("frameBytes", m.maxFrameBytes());
        json.writeEndObject();
    }

    private static void subscribed(JsonGenerator json, Subscribed m) throws IOException {
        json.writeStringField("op", "subscribed");
        text(json, "channel", m.channel());
        if (m.recovered() != null) json.writeBooleanField("recovered", m.recovered());
        if (m.lost() != null) lost(json, m.lost());
        text(json, "ref", m.ref());
    }

    private static void lost(JsonGenerator json, ServerMessage.Lost lost) throws IOException {
        json.writeObjectFieldStart("lost");
        text(json, "from", lost.from());
        text(json, "to", lost.to());
        json.writeNumberField("count", lost.count());
        json.writeEndObject();
    }

    private static void unsubscribed(JsonGenerator json, Unsubscribed m) throws IOException {
        json.writeStringField("op", "unsubscribed");
        text(json, "channel", m.channel());
        text(json, "ref", m.ref());
    }

    private static void published(JsonGenerator json, Published m) throws IOException {
        json.writeStringField("op", "published");
        text(json, "id", m.id());
        text(json, "topic", m.topic());
        text(json, "position", m.position());
        text(json, "ref", m.ref());
    }

    private static void authorized(JsonGenerator json, Authorized m) throws IOException {
        json.writeStringField("op", "authorized");
        text(json, "expires", m.expires() == null ? null : m.expires().toString());
        text(json, "ref", m.ref());
    }

    private static void pong(JsonGenerator json, Pong m) throws IOException {
        json.writeStringField("op", "pong");
        text(json, "ref", m.ref());
    }

    private static void checkpoint(JsonGenerator json, Checkpoint m) throws IOException {
        json.writeStringField("op", "checkpoint");
        text(json, "cursor", m.cursor());
    }

    private static void gap(JsonGenerator json, Gap m) throws IOException {
        json.writeStringField("op", "gap");
        text(json, "channel", m.channel());
        text(json, "priority", m.priority());
        json.writeNumberField("count", m.count());
        text(json, "reason", m.reason());
    }

    private static void reconnect(JsonGenerator json, Reconnect m) throws IOException {
        json.writeStringField("op", "reconnect");
        json.writeNumberField("afterMillis", m.afterMillis());
        text(json, "reason", m.reason());
    }

    private static void refused(JsonGenerator json, Refused m) throws IOException {
        json.writeStringField("op", "error");
        text(json, "code", m.code().text());
        text(json, "message", m.message());
        text(json, "ref", m.ref());
    }

    private static void text(JsonGenerator json, String name, String value) throws IOException {
        if (value != null) json.writeStringField(name, value);
    }
}
