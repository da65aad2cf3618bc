package io.eventrouter.gateway.socket;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.eventrouter.gateway.publish.PublishOutcome;
import io.eventrouter.gateway.publish.PublishOutcome.Published;
import io.eventrouter.gateway.publish.PublishOutcome.Refused;
import io.eventrouter.gateway.session.ErrorCode;
import io.eventrouter.gateway.session.ServerMessage;
import io.eventrouter.ingest.Acknowledged;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** What a client is told of an event that it published: on the socket, and over HTTP. Stateless. */
final class PublishAnswers {
    private static final JsonFactory JSON = new JsonFactory();

    private PublishAnswers() {}

    static ServerMessage message(PublishOutcome outcome, String ref) {
        if (outcome instanceof Refused refused)
            return new ServerMessage.Refused(refused.code(), refused.message(), ref);
        Acknowledged where = ((Published) outcome).where();
        return new ServerMessage.Published(where.id().id(), where.topic(), position(where), ref);
    }

    static Answer answer(PublishOutcome outcome) {
        if (outcome instanceof Refused refused) return answer(status(refused.code()), refused);
        Acknowledged where = ((Published) outcome).where();
        return Answer.json(
                202,
                json("id", where.id().id(), "topic", where.topic(), "position", position(where)));
    }

    /** With the time after which to come back, where that helps. */
    static Answer answer(int status, Refused refused) {
        Answer answer =
                Answer.json(
                        status, json("code", refused.code().text(), "message", refused.message()));
        return switch (status) {
            case 429 -> answer.with("Retry-After", "1");
            case 503 -> answer.with("Retry-After", "2");
            default -> answer;
        };
    }

    private static int status(ErrorCode code) {
        return switch (code) {
            case FORBIDDEN -> 403;
            case TOO_LARGE -> 413;
            case RATE -> 429;
            case UNAVAILABLE -> 503;
            default -> 400;
        };
    }

    private static String position(Acknowledged where) {
        return where.partition() + ":" + where.offset();
    }

    /** Names and values by turns. */
    private static String json(String... members) {
        var text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            for (int i = 0; i < members.length; i += 2)
                json.writeStringField(members[i], members[i + 1]);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("memory is always writable", e);
        }
        return text.toString();
    }
}
