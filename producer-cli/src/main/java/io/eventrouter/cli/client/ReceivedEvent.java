package io.eventrouter.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * An event as it came: a CloudEvent in the JSON format. Immutable.
 *
 * <p>Nothing is taken on trust: an attribute that is missing or of another type reads as empty.
 */
public final class ReceivedEvent {
    private final String json;
    private final JsonNode tree;

    ReceivedEvent(String json, JsonNode tree) {
        this.json = json;
        this.tree = tree;
    }

    /** The message itself, unchanged. */
    public String json() {
        return json;
    }

    public String id() {
        return attribute("id").orElse("");
    }

    public String source() {
        return attribute("source").orElse("");
    }

    public String channel() {
        return attribute("channel").orElse("");
    }

    /** The name of its level. */
    public String priority() {
        return attribute("priority").orElse("");
    }

    /** Its place in the routed topic, {@code PARTITION:OFFSET}. */
    public Optional<String> position() {
        return attribute("position");
    }

    /** When it happened, as its sender says. */
    public Optional<Instant> time() {
        return attribute("time").flatMap(ReceivedEvent::instant);
    }

    /** Any attribute that is text. */
    public Optional<String> attribute(String name) {
        JsonNode value = tree.get(name);
        return value != null && value.isTextual()
                ? Optional.of(value.textValue())
                : Optional.empty();
    }

    /** The payload where it is JSON or text; empty when there is none, or it is binary. */
    public Optional<JsonNode> data() {
        return Optional.ofNullable(tree.get("data"));
    }

    /** The payload where it is binary, in base64. */
    public Optional<String> base64Data() {
        return attribute("data_base64");
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Its identity and its way, never its data. */
    @Override
    public String toString() {
        return "ReceivedEvent[" + source() + " " + id() + " " + priority() + " " + channel() + "]";
    }
}
