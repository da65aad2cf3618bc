package io.eventrouter.wire;

import io.eventrouter.event.Channel;
import io.eventrouter.event.Event;
import io.eventrouter.event.InvalidEventException;
import io.eventrouter.event.Priorities;
import io.eventrouter.event.Priority;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An event as its sender wrote it, for whoever publishes what others wrote. Its syntax, and the
 * limits of its JSON, have been checked; what its attributes say has not, before {@link #check}. So
 * in between attributes can be added that the sender left out. Immutable, but for the data, which
 * is not copied.
 */
public final class UncheckedEvent {
    private static final String VERSION = "1.0";

    private final Map<String, String> attributes;
    private final String contentType;
    private final byte[] data;

    private UncheckedEvent(Map<String, String> attributes, String contentType, byte[] data) {
        this.attributes = attributes;
        this.contentType = contentType;
        this.data = data;
    }

    /**
     * Of the JSON format.
     *
     * @param json UTF-8; read as strictly as {@link StructuredEvents} says
     * @throws InvalidEventException when it is not one such object; the attribute is {@code event}
     *     for a fault of the JSON, {@code data} for one of the payload
     */
    public static UncheckedEvent structured(byte[] json) {
        StructuredEvent read = StructuredReader.read(json);
        return new UncheckedEvent(read.attributes(), read.contentType(), read.data());
    }

    /**
     * Of attributes and data that came apart. JSON data is read as strictly as in the JSON format:
     * no member twice, at any depth.
     *
     * @param attributes by name, without {@code datacontenttype}
     * @param contentType of the data; empty when its sender named none
     * @param data null for none
     * @throws InvalidEventException of {@code data}, when it is not what its content type says
     */
    public static UncheckedEvent binary(
            Map<String, String> attributes, Optional<String> contentType, byte[] data) {
        if (data != null && contentType.isPresent()) checkData(contentType.get(), data);
        return new UncheckedEvent(new LinkedHashMap<>(attributes), contentType.orElse(null), data);
    }

    private static void checkData(String contentType, byte[] data) {
        MediaType type = MediaType.of(contentType);
        Optional<String> fault = type.faultOf(data);
        if (fault.isEmpty() && type.isJson()) fault = StructuredReader.repeatIn(data);
        if (fault.isPresent()) throw new InvalidEventException("data", fault.get());
    }

    /** What an attribute says. */
    public Optional<String> attribute(String name) {
        return Optional.ofNullable(attributes.get(name));
    }

    /** The same, with that attribute where its sender gave none. */
    public UncheckedEvent withDefault(String name, String text) {
        if (attributes.containsKey(name)) return this;
        var more = new LinkedHashMap<>(attributes);
        more.put(name, text);
        return new UncheckedEvent(more, contentType, data);
    }

    /**
     * The event. A {@code position}, which a received one has, is left out.
     *
     * @param defaultPriority for one that names none
     * @param defaultChannel likewise
     * @throws InvalidEventException when an attribute is missing, or breaks the contract
     */
    public Event check(
            Priorities priorities, Priority defaultPriority, Optional<Channel> defaultChannel) {
        if (!require("specversion").equals(VERSION))
            throw new InvalidEventException("specversion", "must be " + VERSION);
        var builder =
                Event.builder()
                        .id(require("source"), require("id"))
                        .type(require("type"))
                        .priority(
                                attribute("priority")
                                        .map(priorities::require)
                                        .orElse(defaultPriority))
                        .channel(
                                attribute("channel")
                                        .map(Channel::new)
                                        .or(() -> defaultChannel)
                                        .orElseThrow(() -> missing("channel")))
                        .data(data);
        if (contentType != null) builder.contentType(contentType);
        attributes.forEach((name, text) -> add(builder, name, text));
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

    private String require(String name) {
        return attribute(name).orElseThrow(() -> missing(name));
    }

    private static InvalidEventException missing(String name) {
        return new InvalidEventException(name, "is missing");
    }
}
