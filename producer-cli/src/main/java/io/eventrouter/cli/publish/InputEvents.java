package io.eventrouter.cli.publish;

import com.fasterxml.jackson.databind.node.TextNode;
import io.eventrouter.event.Channel;
import io.eventrouter.event.Event;
import io.eventrouter.event.Priorities;
import io.eventrouter.wire.ContentTypes;
import io.eventrouter.wire.StructuredEvents;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Makes events of what the user gave: of data, with the attributes from the command line; or of a
 * whole CloudEvent, for which the command line has defaults. Immutable, but for its source of ids.
 */
public final class InputEvents {
    private final EventFlags flags;
    private final Priorities priorities;
    private final Clock clock;
    private final Supplier<String> newId;

    public InputEvents(
            EventFlags flags, Priorities priorities, Clock clock, Supplier<String> newId) {
        this.flags = flags;
        this.priorities = priorities;
        this.clock = clock;
        this.newId = newId;
    }

    /**
     * The event of one argument: JSON where it is JSON, else text.
     *
     * @throws BadInputException when it breaks what was promised of it
     * @throws io.eventrouter.event.InvalidEventException when an attribute does
     */
    public Event ofArgument(String argument) {
        byte[] data = argument.getBytes(StandardCharsets.UTF_8);
        if (flags.contentType().isPresent()) return ofTypedData(data, flags.contentType().get());
        if (!ContentTypes.of(data).equals(ContentTypes.JSON))
            return ofData(data, ContentTypes.TEXT);
        return ofJson(data);
    }

    /**
     * The event of one line: JSON, unless a content type was given.
     *
     * @throws BadInputException when it breaks what was promised of it
     * @throws io.eventrouter.event.InvalidEventException when an attribute does
     */
    public Event ofLine(byte[] line) {
        if (flags.contentType().isPresent()) return ofTypedData(line, flags.contentType().get());
        return ofJson(line);
    }

    private Event ofJson(byte[] json) {
        JsonOutline outline = JsonOutline.of(json);
        return outline.isWholeEvent() ? ofWhole(json, outline) : ofData(json, ContentTypes.JSON);
    }

    private Event ofTypedData(byte[] data, String contentType) {
        if (isJson(contentType)) JsonOutline.of(data);
        return ofData(data, contentType);
    }

    private static boolean isJson(String contentType) {
        String essence = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return essence.endsWith("/json") || essence.endsWith("+json");
    }

    private Event ofData(byte[] data, String contentType) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Event.Builder event =
                Event.builder()
                        .id(flags.source(), flags.id().orElseGet(newId))
                        .type(flags.type())
                        .channel(flags.channel().orElseThrow(InputEvents::noChannel))
                        .priority(flags.priority())
                        .time(now)
                        .contentType(contentType)
                        .data(data);
        flags.ttl().ifPresent(ttl -> event.expiry(now.plus(ttl)));
        flags.key().ifPresent(key -> event.attribute("partitionkey", key));
        flags.collapseKey().ifPresent(event::collapseKey);
        return event.build();
    }

    private Event ofWhole(byte[] json, JsonOutline outline) {
        var missing = new LinkedHashMap<String, String>();
        flags.channel().map(Channel::name).ifPresent(v -> missing.put("channel", v));
        flags.key().ifPresent(v -> missing.put("partitionkey", v));
        flags.collapseKey().ifPresent(v -> missing.put("collapsekey", v));
        flags.ttl().ifPresent(v -> missing.put("expirytime", clock.instant().plus(v).toString()));
        missing.keySet().removeAll(outline.members());
        if (!outline.members().contains("channel") && !missing.containsKey("channel"))
            throw noChannel();
        return StructuredEvents.parse(withMembers(json, missing), priorities, flags.priority());
    }

    private static BadInputException noChannel() {
        return new BadInputException("no channel: give --channel, or an event that has one");
    }

    /**
     * The object with more members, spliced in behind its brace: parsing and writing it again could
     * change numbers in its data.
     */
    private static byte[] withMembers(byte[] object, Map<String, String> members) {
        if (members.isEmpty()) return object;
        String text = new String(object, StandardCharsets.UTF_8);
        int brace = text.indexOf('{') + 1;
        var out = new StringBuilder(text.length() + 128).append(text, 0, brace);
        members.forEach(
                (name, value) ->
                        out.append('"')
                                .append(name)
                                .append("\":")
                                .append(quoted(value))
                                .append(','));
        // It has a member of its own (specversion), so the last comma is in its place.
        return out.append(text, brace, text.length()).toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String quoted(String value) {
        return TextNode.valueOf(value).toString();
    }
}
