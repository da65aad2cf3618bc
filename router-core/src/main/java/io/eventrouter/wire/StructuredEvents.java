package io.eventrouter.wire;

import io.eventrouter.event.Channel;
import io.eventrouter.event.Event;
import io.eventrouter.event.InvalidEventException;
import io.eventrouter.event.Priorities;
import io.eventrouter.event.Priority;
import java.time.Instant;
import java.util.Optional;

/**
 * Reads CloudEvents in the JSON format, for whoever publishes what others wrote. Stateless.
 *
 * <p>Strict: one JSON value in UTF-8, members given once, data nested 32 deep at most, numbers of
 * 256 characters and member names of 1,024 at most, no lone surrogates, not both {@code data} and
 * {@code data_base64}. A {@code position}, which a received event has, is ignored, so that an event
 * can be published again as it came.
 */
public final class StructuredEvents {
    private StructuredEvents() {}

    /**
     * @param json UTF-8
     * @param defaultPriority for an event that names none
     * @throws InvalidEventException when it is not an event: which attribute, and what is allowed;
     *     {@code event} when the JSON itself is at fault
     */
    public static Event parse(byte[] json, Priorities priorities, Priority defaultPriority) {
        return parse(json, priorities, defaultPriority, Optional.empty());
    }

    /**
     * The same.
     *
     * @param defaultChannel for an event that names none
     */
    public static Event parse(
            byte[] json,
            Priorities priorities,
            Priority defaultPriority,
            Optional<Channel> defaultChannel) {
        StructuredEvent read = StructuredReader.read(json);
        String version = require(read, "specversion");
        if (!version.equals("1.0")) throw new InvalidEventException("specversion", "must be 1.0");
        var builder =
                Event.builder()
                        .id(require(read, "source"), require(read, "id"))
                        .type(require(read, "type"))
                        .priority(
                                optional(read, "priority")
                                        .map(priorities::require)
                                        .orElse(defaultPriority))
                        .channel(
                                optional(read, "channel")
                                        .map(Channel::new)
                                        .or(() -> defaultChannel)
                                        .orElseThrow(() -> missing("channel")))
                        .data(read.data());
        if (read.contentType() != null) builder.contentType(read.contentType());
        read.attributes().forEach((name, text) -> add(builder, name, text));
        return builder.build();
    }

    private static void add(Event.Builder builder, String name, String text) {
        switch (name) {
            case "specversion", "id", "source", "type", "priority", "channel", "position" -> {}
            case "time" -> builder.time(time(name, text));
            case "expirytime" -> builder.expiry(time(name, text));
            case "collapsekey" -> builder.collapseKey(text);
            default -> builder.attribute(name, text);
        }
    }

    private static Instant time(String name, String text) {
        return Rfc3339.parse(Utf8.encode(text))
                .orElseThrow(
                        () ->
                                new InvalidEventException(
                                        name,
                                        InvalidEventException.quote(text)
                                                + " is not a time such as"
                                                + " 2026-11-24T08:30:00.25Z (RFC 3339)"));
    }

    private static Optional<String> optional(StructuredEvent event, String name) {
        return Optional.ofNullable(event.attributes().get(name));
    }

    private static String require(StructuredEvent event, String name) {
        return optional(event, name).orElseThrow(() -> missing(name));
    }

    private static InvalidEventException missing(String name) {
        return new InvalidEventException(name, "is missing");
    }

    /**
     * Whether a line is meant to be a whole event: a JSON object with the member {@code
     * specversion}. Anything else is data.
     */
    public static boolean isMeantAsEvent(byte[] json) {
        return StructuredReader.isMeantAsEvent(json);
    }
}
