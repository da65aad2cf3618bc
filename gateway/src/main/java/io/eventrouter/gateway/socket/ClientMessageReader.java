package io.eventrouter.gateway.socket;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.eventrouter.event.ChannelPattern;
import io.eventrouter.event.InvalidEventException;
import io.eventrouter.event.Priorities;
import io.eventrouter.event.Priority;
import io.eventrouter.gateway.replay.StartFrom;
import io.eventrouter.gateway.session.ErrorCode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what clients send, and takes nothing that is not exactly of the protocol: no member twice
 * or of another type, no member that the operation does not have, nothing behind the object.
 *
 * <p>Immutable and thread-safe.
 */
final class ClientMessageReader {
    static final int MAX_REF_LENGTH = 64;

    /** What no JSON needs; what data may be is judged later, so that its sender can be answered. */
    static final int MAX_DEPTH = 512;

    private static final String DATA = "data";

    private static final String PUBLISH =
            "op ref data channel priority id type expirytime collapsekey traceparent tracestate";
    private static final Set<String> NOT_OF_THE_EVENT = Set.of("op", "ref", DATA);

    /**
     * Without a table of names seen, which clients could fill. A frame bounds names and numbers.
     */
    private static final JsonFactory JSON =
            JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(MAX_DEPTH)
                                    .maxNumberLength(Integer.MAX_VALUE)
                                    .maxNameLength(Integer.MAX_VALUE)
                                    .build())
                    .build();

    private final Priorities priorities;

    ClientMessageReader(Priorities priorities) {
        this.priorities = priorities;
    }

    /** The message, or why it is refused. */
    ClientMessage read(String text) {
        String ref = null;
        try {
            Map<String, Object> members = members(text);
            ref = ref(members);
            return interpret(members, ref);
        } catch (RefusedException e) {
            return new ClientMessage.Refusal(e.code, e.getMessage(), ref);
        } catch (JsonProcessingException e) {
            return malformed("not JSON that is allowed here" + where(e.getLocation()));
        } catch (IOException e) {
            return malformed("not JSON that is allowed here");
        }
    }

    private static String where(JsonLocation location) {
        return location == null ? "" : " at character " + (location.getCharOffset() + 1);
    }

    private static ClientMessage malformed(String message) {
        return new ClientMessage.Refusal(ErrorCode.MALFORMED, message, null);
    }

    /** Texts, booleans and lists of texts as they are, data unread, null for any other value. */
    private static Map<String, Object> members(String text) throws IOException, RefusedException {
        try (JsonParser json = JSON.createParser(text)) {
            if (json.nextToken() != JsonToken.START_OBJECT)
                throw refused(ErrorCode.MALFORMED, "a message is one JSON object");
            var members = new LinkedHashMap<String, Object>();
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String name = json.currentName();
                JsonToken token = json.nextToken();
                members.put(
                        name, name.equals(DATA) ? RawJson.read(text, json) : value(json, token));
            }
            if (json.nextToken() != null)
                throw refused(ErrorCode.MALFORMED, "a message is one JSON object");
            return members;
        }
    }

    private static Object value(JsonParser json, JsonToken token) throws IOException {
        if (token == JsonToken.VALUE_STRING) return json.getText();
        if (token == JsonToken.VALUE_TRUE) return true;
        if (token == JsonToken.VALUE_FALSE) return false;
        if (token == JsonToken.START_ARRAY) return TextList.read(json);
        json.skipChildren();
        return null;
    }

    private ClientMessage interpret(Map<String, Object> members, String ref)
            throws RefusedException {
        String op = require(members, "op");
        return switch (op) {
            case "subscribe" -> subscribe(members, ref);
            case "unsubscribe" -> {
                allow(members, Set.of("op", "channel", "ref"));
                yield new ClientMessage.Unsubscribe(channel(members), ref);
            }
            case "auth" -> {
                allow(members, Set.of("op", "token", "ref"));
                yield new ClientMessage.Auth(require(members, "token"), ref);
            }
            case "publish" -> publish(members, ref);
            case "ack" -> ack(members);
            case "ping" -> {
                allow(members, Set.of("op", "ref"));
                yield new ClientMessage.Ping(ref);
            }
            default ->
                    throw refused(
                            ErrorCode.UNKNOWN_OPERATION,
                            "op: "
                                    + InvalidEventException.quote(op)
                                    + " is not one of subscribe, unsubscribe, ack, publish, auth, ping");
        };
    }

    private ClientMessage subscribe(Map<String, Object> members, String ref)
            throws RefusedException {
        allow(members, Set.of("op", "channel", "minPriority", "cursor", "since", "ack", "ref"));
        if (members.containsKey("ack") && !(members.get("ack") instanceof Boolean))
            throw refused(ErrorCode.MALFORMED, "ack: true or false is allowed");
        ChannelPattern channel = channel(members);
        Priority minPriority = minPriority(members);
        String cursor = text(members, "cursor");
        boolean ack = Boolean.TRUE.equals(members.get("ack"));
        StartFrom since = since(text(members, "since"));
        if (since != null && cursor != null)
            throw refused(ErrorCode.MALFORMED, "cursor or since is allowed, not both");
        return new ClientMessage.Subscribe(channel, minPriority, cursor, since, ack, ref);
    }

    private static ClientMessage ack(Map<String, Object> members) throws RefusedException {
        allow(members, Set.of("op", "positions", "ref"));
        try {
            return new ClientMessage.Ack(TextList.positions(members.get("positions")));
        } catch (InvalidEventException e) {
            throw refused(ErrorCode.MALFORMED, e.getMessage());
        }
    }

    /** All but {@code op} and {@code ref} are the event's. */
    private static ClientMessage publish(Map<String, Object> members, String ref)
            throws RefusedException {
        allow(members, Set.of(PUBLISH.split(" ")));
        require(members, "channel");
        var attributes = new LinkedHashMap<String, String>();
        for (String name : members.keySet())
            if (!NOT_OF_THE_EVENT.contains(name)) attributes.put(name, text(members, name));
        RawJson data = (RawJson) members.get(DATA);
        return new ClientMessage.Publish(attributes, data == null ? null : data.text(), ref);
    }

    private static StartFrom since(String text) throws RefusedException {
        if (text == null) return null;
        Optional<StartFrom> since = SinceText.parse(text);
        if (since.isEmpty()) throw refused(ErrorCode.MALFORMED, "since: " + SinceText.ALLOWED);
        return since.get();
    }

    private static ChannelPattern channel(Map<String, Object> members) throws RefusedException {
        try {
            return new ChannelPattern(require(members, "channel"));
        } catch (InvalidEventException e) {
            throw refused(ErrorCode.BAD_CHANNEL, e.getMessage());
        }
    }

    private Priority minPriority(Map<String, Object> members) throws RefusedException {
        String name = text(members, "minPriority");
        if (name == null) return null;
        try {
            return priorities.require(name);
        } catch (InvalidEventException e) {
            throw refused(ErrorCode.BAD_PRIORITY, e.getMessage());
        }
    }

    /** Echoed in answers, so it must be text that can be written again. */
    private static String ref(Map<String, Object> members) throws RefusedException {
        String ref = text(members, "ref");
        if (ref == null) return null;
        boolean printable =
                ref.codePoints().noneMatch(c -> Character.isISOControl(c) || isSurrogate(c));
        if (ref.length() > MAX_REF_LENGTH || !printable)
            throw refused(
                    ErrorCode.MALFORMED,
                    "ref: " + MAX_REF_LENGTH + " characters are allowed, none of them control");
        return ref;
    }

    private static boolean isSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    private static void allow(Map<String, Object> members, Set<String> names)
            throws RefusedException {
        for (String name : members.keySet())
            if (!names.contains(name))
                throw refused(
                        ErrorCode.MALFORMED,
                        InvalidEventException.quote(name) + " is no member of this operation");
    }

    private static String require(Map<String, Object> members, String name)
            throws RefusedException {
        String value = text(members, name);
        if (value == null) throw refused(ErrorCode.MALFORMED, name + ": text is needed");
        return value;
    }

    private static String text(Map<String, Object> members, String name) throws RefusedException {
        if (!members.containsKey(name)) return null;
        if (members.get(name) instanceof String text) return text;
        throw refused(ErrorCode.MALFORMED, name + ": text is allowed, nothing else");
    }

    private static RefusedException refused(ErrorCode code, String message) {
        return new RefusedException(code, message);
    }

    /** Ends the reading of one message; never leaves this class. */
    private static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1L;

        private final ErrorCode code;

        RefusedException(ErrorCode code, String message) {
            super(message, null, false, false);
            this.code = code;
        }
    }
}
