package io.eventrouter.gateway;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.eventrouter.gateway.admin.AdminPages;
import io.eventrouter.gateway.console.OwnSessions;
import io.eventrouter.gateway.console.SessionJson;
import io.eventrouter.gateway.session.CloseReason;
import io.eventrouter.gateway.session.SessionQuestions;
import io.eventrouter.gateway.session.SessionReport;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * {@code /sessions} of the admin port: the slowest sessions of this gateway, {@value
 * #DEFAULT_LIMIT} or {@code ?limit=}; {@code /sessions/ID} one of them, which POST and DELETE
 * close. Thread-safe; a worker that does not answer within {@value #LIMIT_SECONDS} seconds is a
 * fault that the port reports as 500.
 */
final class SessionsPage implements AdminPages.Page {
    static final int MOST = 1_000;

    private static final int DEFAULT_LIMIT = 50;
    private static final long LIMIT_SECONDS = 5;
    private static final JsonFactory JSON = new JsonFactory();

    private final OwnSessions own;
    private final SessionQuestions questions;

    SessionsPage(OwnSessions own) {
        this.own = own;
        questions = own.questions();
    }

    @Override
    public Optional<String> answer(String rest, Map<String, String> query) {
        if (!rest.isEmpty())
            return await(questions.find(rest))
                    .map(r -> json(out -> SessionJson.write(out, r, true)));
        int limit = limit(query.get("limit"));
        List<SessionReport> slowest = await(questions.slowest(limit));
        return Optional.of(json(out -> writeAll(out, slowest)));
    }

    /** What is no number from 1 to {@value #MOST} is taken for the nearest, or the default. */
    private static int limit(String text) {
        if (text == null || !text.matches("[0-9]{1,9}")) return DEFAULT_LIMIT;
        return Math.max(1, Math.min(Integer.parseInt(text), MOST));
    }

    @Override
    public boolean acts() {
        return true;
    }

    @Override
    public Optional<String> act(String rest) {
        return await(questions.kick(rest)).map(r -> json(out -> writeKicked(out, r)));
    }

    private static <T> T await(CompletableFuture<T> answer) {
        return answer.orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).join();
    }

    private interface Body {
        void write(JsonGenerator json) throws IOException;
    }

    private static String json(Body body) {
        var text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            body.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a string is always writable", e);
        }
        return text.toString();
    }

    private void writeAll(JsonGenerator json, List<SessionReport> slowest) throws IOException {
        json.writeStringField("gateway", own.gateway().get());
        json.writeStringField("instance", own.instance());
        json.writeNumberField("open", own.open().getAsLong());
        json.writeArrayFieldStart("sessions");
        for (SessionReport session : slowest) {
            json.writeStartObject();
            SessionJson.write(json, session, true);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeKicked(JsonGenerator json, SessionReport session) throws IOException {
        SessionJson.write(json, session, true);
        json.writeStringField("closed", CloseReason.KICKED.word());
    }
}
