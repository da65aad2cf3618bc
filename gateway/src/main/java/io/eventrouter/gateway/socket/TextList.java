package io.eventrouter.gateway.socket;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.eventrouter.event.InvalidEventException;
import io.eventrouter.event.Position;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A member of a client's message that is a list of texts. Stateless. */
final class TextList {
    private TextList() {}

    /**
     * Reads a list whose beginning has been read.
     *
     * @return null when there is anything else in it
     */
    static List<String> read(JsonParser json) throws IOException {
        var texts = new ArrayList<String>();
        boolean only = true;
        for (JsonToken t = json.nextToken(); t != JsonToken.END_ARRAY; t = json.nextToken()) {
            only &= t == JsonToken.VALUE_STRING;
            if (only) texts.add(json.getText());
            else json.skipChildren();
        }
        return only ? texts : null;
    }

    /**
     * The positions that a member names.
     *
     * @param value of the member, whatever it is
     * @throws InvalidEventException when it is no list of positions, or an empty one
     */
    static List<Position> positions(Object value) {
        if (!(value instanceof List<?> texts) || texts.isEmpty())
            throw new InvalidEventException("positions", "a list of PARTITION:OFFSET is needed");
        var positions = new ArrayList<Position>(texts.size());
        for (Object text : texts) positions.add(Position.parse((String) text));
        return positions;
    }
}
