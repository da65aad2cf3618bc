package io.eventrouter.cli.publish;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.eventrouter.wire.ContentTypes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;

/**
 * What a JSON text is, without its values. What has an outline is JSON that the contract takes.
 * Immutable.
 *
 * @param isObject whether it is an object
 * @param members the names at its top level, when it is one
 */
record JsonOutline(boolean isObject, Set<String> members) {
    private static final JsonFactory FACTORY =
            JsonFactory.builder().disable(JsonFactory.Feature.INTERN_FIELD_NAMES).build();

    /**
     * @throws BadInputException when it is not one JSON value within the contract's limits, with
     *     where and why
     */
    static JsonOutline of(byte[] json) {
        JsonOutline outline = parse(json);
        // The parser says where a fault is; the router's own rule has the last word.
        if (!ContentTypes.of(json).equals(ContentTypes.JSON))
            throw new BadInputException(
                    "JSON that the router does not take: it is nested too deep, has a number or a"
                            + " name that is too long, or is not clean UTF-8");
        return outline;
    }

    private static JsonOutline parse(byte[] json) {
        try (JsonParser parser = FACTORY.createParser(json)) {
            return read(parser);
        } catch (JsonProcessingException e) {
            throw new BadInputException("not valid JSON: " + e.getOriginalMessage() + column(e));
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
    }

    private static JsonOutline read(JsonParser parser) throws IOException {
        JsonToken first = parser.nextToken();
        if (first == null) throw new BadInputException("not valid JSON: it is empty");
        var members = new HashSet<String>();
        int depth = first.isStructStart() ? 1 : 0;
        while (depth > 0) {
            JsonToken token = parser.nextToken();
            if (token == JsonToken.FIELD_NAME && depth == 1) members.add(parser.currentName());
            if (token.isStructStart()) depth++;
            if (token.isStructEnd()) depth--;
        }
        if (parser.nextToken() != null)
            throw new BadInputException("not valid JSON: something follows its end");
        return new JsonOutline(first == JsonToken.START_OBJECT, Set.copyOf(members));
    }

    private static String column(JsonProcessingException e) {
        return e.getLocation() == null ? "" : " (column " + e.getLocation().getColumnNr() + ")";
    }

    /** Whether it is an event in whole, by the one member that every such event has. */
    boolean isWholeEvent() {
        return isObject && members.contains("specversion");
    }
}
