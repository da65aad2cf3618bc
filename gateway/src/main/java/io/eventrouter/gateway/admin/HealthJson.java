package io.eventrouter.gateway.admin;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * Health as JSON: {@code {"healthy":false,"checks":{"feed":{"healthy":false,"detail":"…"}}}}.
 * Stateless.
 */
final class HealthJson {
    private static final JsonFactory JSON = new JsonFactory();

    private HealthJson() {}

    static String of(boolean healthy, Map<String, Health> found) {
        var text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeBooleanField("healthy", healthy);
            json.writeObjectFieldStart("checks");
            for (Map.Entry<String, Health> check : found.entrySet()) {
                json.writeObjectFieldStart(check.getKey());
                json.writeBooleanField("healthy", check.getValue().healthy());
                json.writeStringField("detail", check.getValue().detail());
                json.writeEndObject();
            }
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a string is always writable", e);
        }
        return text.toString();
    }
}
