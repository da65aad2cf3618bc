package io.eventrouter.gateway.socket;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eventrouter.event.Channel;
import io.eventrouter.event.InvalidEventException;
import io.eventrouter.event.Position;
import io.eventrouter.event.Priorities;
import io.eventrouter.gateway.console.ReplayRequest;
import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the console's page asks to be done, as JSON: {@code {"session":"…"}} or {@code
 * {"letter":"0:17","channel":"orders.eu","level":"high","dryRun":true}}. Stateless.
 */
final class ConsoleOrder {
    /** No order is longer. */
    static final int MOST_BYTES = 4_096;

    private static final ObjectMapper JSON =
            new ObjectMapper()
                    .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final Pattern SESSION = Pattern.compile("[0-9a-z.]{1,64}");
    private static final Set<String> OF_KICK = Set.of("session");
    private static final Set<String> OF_REPLAY = Set.of("letter", "channel", "level", "dryRun");

    private ConsoleOrder() {}

    /**
     * The id of the session that is to be closed.
     *
     * @throws IllegalArgumentException when it says none; the message is for who asked
     */
    static String kick(byte[] body) {
        return text(object(body, OF_KICK), "session")
                .filter(id -> SESSION.matcher(id).matches())
                .orElseThrow(() -> bad("session: its id, as the table has it, is needed"));
    }

    /**
     * The letter that is to be replayed, and how.
     *
     * @throws IllegalArgumentException when it says none; the message is for who asked
     */
    static ReplayRequest replay(byte[] body, Priorities priorities) {
        JsonNode order = object(body, OF_REPLAY);
        JsonNode dryRun = order.path("dryRun");
        if (!dryRun.isMissingNode() && !dryRun.isBoolean())
            throw bad("dryRun: true or false is allowed");
        String letter = text(order, "letter").orElseThrow(() -> bad("letter: it is needed"));
        try {
            return new ReplayRequest(
                    Position.parse(letter),
                    text(order, "channel").map(Channel::new),
                    text(order, "level").map(priorities::require),
                    dryRun.asBoolean());
        } catch (InvalidEventException e) {
            throw bad(e.getMessage());
        }
    }

    private static JsonNode object(byte[] body, Set<String> members) {
        JsonNode object = read(body);
        if (object == null || !object.isObject()) throw bad("send a JSON object");
        for (Iterator<String> names = object.fieldNames(); names.hasNext(); )
            if (!members.contains(names.next()))
                throw bad(
                        "members allowed are "
                                + String.join(", ", members.stream().sorted().toList()));
        return object;
    }

    private static JsonNode read(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw bad("the body is not JSON, or a member is there twice");
        } catch (IOException e) {
            throw bad("the body cannot be read");
        }
    }

    /** Empty when it is not there. */
    private static Optional<String> text(JsonNode object, String name) {
        JsonNode value = object.path(name);
        if (value.isMissingNode()) return Optional.empty();
        if (!value.isTextual()) throw bad(name + ": a string is allowed");
        return Optional.of(value.textValue());
    }

    private static IllegalArgumentException bad(String message) {
        return new IllegalArgumentException(message);
    }
}
