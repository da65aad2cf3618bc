package io.eventrouter.gateway;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.eventrouter.gateway.admin.AdminPages;
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
import java.util.function.LongSupplier;
import java.util.function.Supplier;

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

    private final Supplier<String> gatewayName;
    private final LongSupplier sessions;
    private final SessionQuestions questions;

    /**
     * @param sessions how many there are
     */
    SessionsPage(Supplier<String> gatewayName, LongSupplier sessions, SessionQuestions questions) {
        this.gatewayName = gatewayName;
        this.sessions = sessions;
        this.questions = questions;
    }

    @Override
    public Optional<String> answer(String rest, Map<String, String> query) {
        if (!rest.isEmpty())
            return await(questions.find(rest)).map(r -> json(out -> write(out, r)));
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
        json.writeStringField("gateway", gatewayName.get());
        json.writeNumberField("open", sessions.getAsLong());
        json.writeArrayFieldStart("sessions");
        for (SessionReport session : slowest) {
            json.writeStartObject();
            write(json, session);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeKicked(JsonGenerator json, SessionReport session) throws IOException {
        write(json, session);
        json.writeStringField("closed", CloseReason.KICKED.word());
    }

    private static void write(JsonGenerator json, SessionReport session) throws IOException {
        json.writeStringField("session", session.id());
        if (!session.address().isEmpty()) json.writeStringField("address", session.address());
        if (!session.subject().isEmpty()) json.writeStringField("subject", session.subject());
        json.writeStringField("state", session.closing() ? "closing" : "open");
        json.writeBooleanField("catchingUp", session.catchingUp());
        json.writeNumberField("subscriptions", session.subscriptions());
        json.writeNumberField("waitingEvents", session.waitingEvents());
        json.writeNumberField("waitingBytes", session.waitingBytes());
        if (session.oldestMillis().isPresent())
            json.writeNumberField("oldestMillis", session.oldestMillis().getAsLong());
        if (session.writingMillis().isPresent())
            json.writeNumberField("writingMillis", session.writingMillis().getAsLong());
        json.writeNumberField("unackedEvents", session.unackedEvents());
        json.writeNumberField("unackedBytes", session.unackedBytes());
    }
}
