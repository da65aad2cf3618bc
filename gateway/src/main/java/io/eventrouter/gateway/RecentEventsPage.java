package io.eventrouter.gateway;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.eventrouter.gateway.admin.AdminPages;
import io.eventrouter.gateway.session.DeliveryReport;
import io.eventrouter.gateway.session.DeliveryReports;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * {@code /events/ID} of the admin port, or {@code /events?id=ID}: what this gateway did with an
 * event. With {@code source=} only the event of that source. Thread-safe; a worker that does not
 * answer within {@value #LIMIT_SECONDS} seconds is a fault that the port reports as 500.
 */
final class RecentEventsPage implements AdminPages.Page {
    private static final long LIMIT_SECONDS = 5;
    private static final JsonFactory JSON = new JsonFactory();

    private final Supplier<String> gatewayName;
    private final BiFunction<String, Optional<String>, CompletableFuture<DeliveryReports>> find;

    /**
     * @param find the reports of an id and, where it is given, a source
     */
    RecentEventsPage(
            Supplier<String> gatewayName,
            BiFunction<String, Optional<String>, CompletableFuture<DeliveryReports>> find) {
        this.gatewayName = gatewayName;
        this.find = find;
    }

    @Override
    public Optional<String> answer(String rest, Map<String, String> query) {
        String id = rest.isEmpty() ? query.getOrDefault("id", "") : rest;
        if (id.isEmpty()) return Optional.empty();
        DeliveryReports found =
                find.apply(id, Optional.ofNullable(query.get("source")))
                        .orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS)
                        .join();
        return Optional.of(json(found));
    }

    private String json(DeliveryReports found) {
        var text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("gateway", gatewayName.get());
            if (found.sinceMillis().isPresent())
                json.writeStringField("since", time(found.sinceMillis().getAsLong()));
            json.writeArrayFieldStart("events");
            for (DeliveryReport event : found.events()) write(json, event);
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a string is always writable", e);
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, DeliveryReport event) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", event.id());
        json.writeStringField("source", event.source());
        json.writeStringField("position", event.position().toString());
        json.writeStringField("priority", event.priority());
        json.writeStringField("channel", event.channel());
        json.writeStringField("published", time(event.publishedMillis()));
        json.writeStringField("dispatched", time(event.dispatchedMillis()));
        json.writeNumberField("sessions", event.sessions());
        json.writeNumberField("sent", event.sent());
        json.writeNumberField("waiting", event.waiting());
        json.writeObjectFieldStart("dropped");
        for (var reason : event.dropped().entrySet())
            json.writeNumberField(reason.getKey(), reason.getValue());
        json.writeEndObject();
        json.writeEndObject();
    }

    private static String time(long epochMillis) {
        return Instant.ofEpochMilli(epochMillis).toString();
    }
}
